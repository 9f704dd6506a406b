package events_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"sync"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
)

// variants are an example as it is, with unknown fields at every level, with
// those apart from each other, and with escapes everywhere.
func variants(t testing.TB, document []byte) [][]byte {
	t.Helper()
	all := [][]byte{document}
	beside, apart := parse(document), parse(document)
	for _, pointer := range open(t, eventName(document), document) {
		beside.add(pointer, "unknown", `{"a":[1.50,"\u00e9"]}`).add(pointer, "other", `"x"`)
		o := apart.at(pointer)
		o.fields = append([]member{{"unknown", &value{text: `"\n"`}}}, o.fields...)
		apart.add(pointer, "other", `[ ]`)
	}
	escaped := parse(document)
	for _, pointer := range escaped.pointers(isString) {
		if text := escaped.at(pointer).text; len(text) > 2 && text[1] < 0x80 && text[1] != '\\' {
			escaped.with(pointer, fmt.Sprintf(`"\u%04x%s`, text[1], text[2:]))
		}
	}
	return append(all, []byte(beside.String()), []byte(apart.String()), []byte(escaped.String()))
}

// Whoever decodes may use the bytes again, for the next record of a batch: no
// part of the event changes with them.
func TestNoPartOfAnEventSharesTheDocument(t *testing.T) {
	for _, ex := range examples(t) {
		for _, document := range variants(t, ex.JSON) {
			data := bytes.Clone(document)
			e, err := catalog.Decode(data)
			if err != nil {
				t.Fatalf("%s: %v\n%s", ex.Pos, err, document)
			}
			for i := range data {
				data[i] = 'X'
			}
			if again, _ := catalog.Decode(document); !reflect.DeepEqual(e, again) {
				t.Errorf("%s: with its bytes, the event changes to %+v", ex.Pos, e)
			}
		}
	}
}

// Nor does any part of an error.
func TestNoPartOfAnErrorSharesTheDocument(t *testing.T) {
	spoil := func(where string, document string, decode func([]byte) error) {
		t.Helper()
		data := []byte(document)
		err := decode(data)
		before := fmt.Sprintf("%v %+v", err, violationsOf(err))
		if err == nil {
			t.Fatalf("%s: no error for %s", where, document)
		}
		for i := range data {
			data[i] = 'X'
		}
		if after := fmt.Sprintf("%v %+v", err, violationsOf(err)); after != before {
			t.Errorf("%s: with its bytes, the error changes from\n%s\nto\n%s", where, before, after)
		}
		if bad := new(events.InvalidError); errors.As(err, &bad) && bytes.Contains([]byte(bad.EventType+bad.EventID), []byte("XX")) {
			t.Errorf("%s: the error is of %s %s", where, bad.EventType, bad.EventID)
		}
	}
	decode := func(data []byte) error { _, err := catalog.Decode(data); return err }
	structure := func(data []byte) error { return events.ValidateStructure(data) }
	for _, ex := range examples(t) {
		for _, c := range []struct {
			where string
			edit  func(v *value)
			ways  []func([]byte) error
		}{
			{here(), func(v *value) { v.with("/metadata/timestamp", `"x"`) }, []func([]byte) error{decode, structure}},
			{here(), func(v *value) { v.with("/metadata/eventVersion", `"2.0.0"`) }, []func([]byte) error{decode}},
			{here(), func(v *value) { v.with("/metadata/eventType", `"of.nobody"`) }, []func([]byte) error{decode}},
			{here(), func(v *value) { v.add("/payload", "long/name~", `{"a":1,"a":2}`) }, []func([]byte) error{decode, structure}},
			{here(), func(v *value) { v.add("", "x", `1`).add("", "x", `1`) }, []func([]byte) error{decode, structure}},
			{here(), func(v *value) { v.add("/metadata", "x", `"\ud800"`) }, []func([]byte) error{decode, structure}},
			{here(), func(v *value) { v.add("/payload", "x", `01`) }, []func([]byte) error{decode, structure}},
		} {
			v := parse(ex.JSON)
			c.edit(v)
			for _, way := range c.ways {
				spoil(ex.Pos.String()+" "+c.where, v.String(), way)
			}
		}
	}
}

// Readers and writers are shared between goroutines, what they read and wrote
// is not.
func TestUnmarshal_Concurrently(t *testing.T) {
	all := examples(t)
	var wg sync.WaitGroup
	for worker := range 8 {
		wg.Go(func() {
			var data, out []byte
			for n := range 300 {
				ex := all[(n*7+worker)%len(all)]
				data = append(data[:0], ex.JSON...)
				if n%5 == worker%5 {
					data = append(data, '}') // an error now and then
				}
				e, err := catalog.Decode(data)
				clear(data)
				if n%5 == worker%5 {
					if want := fmt.Sprintf("%s is invalid: the document is malformed at byte %d: expected nothing more, the document ends here", eventName(ex.JSON), len(ex.JSON)); text(err) != want {
						t.Errorf("%s: %v, want %s", ex.Pos, err, want)
					}
					continue
				}
				if out, err = events.Append(out[:0], e); err != nil || !bytes.Equal(out, ex.JSON) {
					t.Errorf("%s: comes back as %s, %v", ex.Pos, out, err)
				}
			}
		})
	}
	wg.Wait()
}
