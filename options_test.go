package events_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/wire"
)

// With whichever options, an event is the same event.
func TestOptionsChangeNoEvent(t *testing.T) {
	for _, ex := range examples(t) {
		for _, document := range variants(t, ex.JSON) {
			want, err := catalog.Decode(document)
			if err != nil {
				t.Fatal(err)
			}
			name, version := []byte(want.Metadata.EventType), []byte(want.Metadata.EventVersion)
			for _, o := range []events.DecodeOptions{
				{ZeroCopy: true},
				{EventType: name, EventVersion: version},
				{EventType: name, EventVersion: version, ZeroCopy: true},
				{EventType: name, EventVersion: []byte("1.7.3")},
				{EventType: name},
				{EventType: []byte("search.indexed"), EventVersion: version},
				{EventType: []byte("no.such"), EventVersion: version},
				{MaxSize: len(document), MaxDepth: 60},
				{MaxSize: -1, MaxDepth: -1},
			} {
				got, err := catalog.Registry().DecodeWith(bytes.Clone(document), o)
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%s, %+v: %v\ngot  %+v\nwant %+v", ex.Pos, o, err, got, want)
				}
			}
		}
	}
}

// A hint changes no verdict: the document decides.
func TestHintsChangeNoError(t *testing.T) {
	for _, document := range []string{
		`{}`, `[`, `{"metadata":{"eventType":"no.such","eventVersion":"1.0.0"}}`,
		strings.Replace(string(example(t, "content.created minimal")), `"title":`, `"titel":`, 1),
		strings.Replace(string(example(t, "content.created minimal")), `"1.0.0"`, `"2.0.0"`, 1),
	} {
		_, want := catalog.Decode([]byte(document))
		for _, name := range []string{"content.created", "content.deleted"} {
			_, err := catalog.Registry().DecodeWith([]byte(document), events.DecodeOptions{EventType: []byte(name), EventVersion: []byte("1.0.0")})
			if text(err) != text(want) || err == nil {
				t.Errorf("%s as %s:\ngot  %v\nwant %v", document, name, err, want)
			}
		}
	}
}

func TestZeroCopy(t *testing.T) {
	document := example(t, "content.created full")
	e, err := events.UnmarshalWith[content.Created](document, events.DecodeOptions{ZeroCopy: true})
	if err != nil {
		t.Fatal(err)
	}
	inside := func(s string) bool {
		at := uintptr(unsafe.Pointer(unsafe.StringData(s)))
		from := uintptr(unsafe.Pointer(unsafe.SliceData(document)))
		return at >= from && at < from+uintptr(len(document))
	}
	p := e.Payload
	for name, s := range map[string]string{
		"eventId": e.Metadata.EventID, "source": e.Metadata.Source, "contentId": p.ContentID, "title": p.Title, "genre": p.Program.Genres[0],
	} {
		if !inside(s) {
			t.Errorf("%s is a copy", name)
		}
	}
	if inside(p.Program.Description.Value) {
		t.Error("the description has escapes, and is a part of the document")
	}
}

func TestLimits(t *testing.T) {
	document := string(example(t, "content.deleted minimal"))
	deep := func(n int) string {
		return strings.Replace(document, `"payload":{`, `"payload":{"x":`+strings.Repeat("[", n)+strings.Repeat("]", n)+`,`, 1)
	}
	large := strings.Replace(document, `"payload":{`, `"payload":{"x":"`+strings.Repeat("x", wire.MaxSize)+`",`, 1)
	for _, c := range []struct {
		where    string
		document string
		options  events.DecodeOptions
		want     string
	}{
		{here(), deep(62), events.DecodeOptions{}, ""},
		{here(), deep(63), events.DecodeOptions{}, "depth 64 is nested more than 64 deep"},
		{here(), deep(63), events.DecodeOptions{MaxDepth: 65}, ""},
		{here(), deep(64), events.DecodeOptions{MaxDepth: 65}, "depth 65 is nested more than 65 deep"},
		{here(), deep(3), events.DecodeOptions{MaxDepth: 4}, "depth 4 is nested more than 4 deep"},
		{here(), document, events.DecodeOptions{MaxSize: len(document)}, ""},
		{here(), document, events.DecodeOptions{MaxSize: 100}, "size 100 must have at most 100 bytes, has "},
		{here(), large, events.DecodeOptions{}, "size 1048576 must have at most 1048576 bytes, has "},
		{here(), large, events.DecodeOptions{MaxSize: 2 * wire.MaxSize}, ""},
	} {
		_, typed := events.UnmarshalWith[content.Deleted]([]byte(c.document), c.options)
		_, dynamic := catalog.Registry().DecodeWith([]byte(c.document), c.options)
		for _, err := range []error{typed, dynamic} {
			got := ""
			if invalid := new(events.InvalidError); errors.As(err, &invalid) {
				v := invalid.Violations[0]
				got = v.Rule + " " + v.Limit + " " + v.Message
			}
			if (got == "") != (c.want == "") || !strings.HasPrefix(got, c.want) {
				t.Errorf("%s: %q, want %q", c.where, got, c.want)
			}
		}
	}
}
