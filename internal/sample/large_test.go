package sample_test

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/sample"
	"github.com/mediamesh/events/wire"
)

// Limits may ask for more than there is memory. An event of them is an error, soon.
func TestEvents_GiveUpAtTheSizeOfAnEvent(t *testing.T) {
	const tooLarge = "larger than 1048576 bytes; its limits ask for more than an event may hold"
	for _, c := range []struct{ name, field, nasty, plain string }{
		{"text", `{type: string, minLength: 2147483647}`, "field: a text of its length is " + tooLarge, "field: a text of its length is " + tooLarge},
		{"email", `{type: string, format: email, minLength: 2147483647}`, tooLarge, tooLarge},
		{"long email", `{type: string, format: email, minLength: 1048576}`, "nothing of its format is of its length", "nothing of its format is of its length"},
		{"pattern and length", `{type: string, pattern: "^[a-z]+$", minLength: 2147483647}`, tooLarge, tooLarge},
		{"numbers", `{type: array, minItems: 2147483647, items: {type: integer}}`, "20 attempts were all " + tooLarge, "its example is " + tooLarge},
		{"texts", `{type: array, minItems: 2000, items: {type: string, minLength: 1000}}`, "20 attempts were all " + tooLarge, "its example is " + tooLarge},
		{"lists of lists", `{$ref: T0}`, "20 attempts were all " + tooLarge, "its example is " + tooLarge},
		{"repetitions of repetitions", `{type: string, pattern: "^` + strings.Repeat("(", 60) + `a` + strings.Repeat("+)", 60) + `$"}`, "no text could be generated", "no text could be generated"},
		{"repetitions of nothing", `{type: string, pattern: "^` + strings.Repeat("(", 60) + `b?` + strings.Repeat("x?)+", 60) + `$", maxLength: 1}`, "no text could be generated", "no text could be generated"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := growing(t, c.field)
			for _, made := range []struct {
				want string
				make func() ([]byte, error)
			}{
				{c.nasty, func() ([]byte, error) { return sample.New(1, "a").Event(e) }},
				{c.plain, func() ([]byte, error) { return sample.New(1, "a").Plausible(e) }},
				{c.plain, func() ([]byte, error) { return sample.Example(e, true) }},
				{c.plain, func() ([]byte, error) { _, err := sample.BreakEach(e); return nil, err }},
			} {
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				data, err := made.make()
				runtime.ReadMemStats(&after)
				if err == nil || !strings.Contains(err.Error(), made.want) {
					t.Errorf("%d bytes, %v; want %s", len(data), err, made.want)
				}
				if strings.Contains(made.want, tooLarge) != errors.Is(err, sample.ErrTooLarge) {
					t.Errorf("%v is of another sort", err)
				}
				if took := after.TotalAlloc - before.TotalAlloc; took > 1<<30 {
					t.Errorf("it took %d MiB", took>>20)
				}
			}
		})
	}
}

// An event may be as large as an event may be, to the byte.
func TestExample_FillsAnEvent(t *testing.T) {
	e := shop(t, `{type: string, minLength: 1000}`)
	data, err := sample.Example(e, false)
	if err != nil {
		t.Fatal(err)
	}
	room := wire.MaxSize - len(data)
	for more, want := range map[int]string{room: "", room + 1: "order.placed: its example is larger than 1048576 bytes; its limits ask for more than an event may hold"} {
		least := 1000 + more
		e.Payload.Fields[0].Schema.MinLength = &least
		data, err := sample.Example(e, false)
		if want == "" && (err != nil || len(data) != wire.MaxSize) || want != "" && (err == nil || err.Error() != want) {
			t.Errorf("%d more: %d bytes, %v; want %q", more, len(data), err, want)
		}
	}
}

// growing is the event of shop with types of which each is 200 of the next.
func growing(t *testing.T, field string) *contract.Event {
	t.Helper()
	files := fstest.MapFS{
		"catalog.yaml": {Data: []byte("title: Shop\ngo: {dir: out, package: example.com/out}\ndomains: [{name: order, events: [placed]}]\n")},
		"order/placed.yaml": {Data: []byte("type: order.placed\nversion: 1.0.0\nname: Placed\nconstant: ORDER_PLACED\nsummary: An order.\n" +
			"payload: {type: object, required: [field], properties: {field: " + field + "}}\n")},
		"types/T6.yaml": {Data: []byte("type: string\n")},
	}
	for i := range 6 {
		files[fmt.Sprintf("types/T%d.yaml", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "{type: object, required: [l], properties: {l: {type: array, minItems: 200, items: {$ref: T%d}}}}\n", i+1)}
	}
	c, err := contract.ReadFS(files)
	if err != nil {
		t.Fatal(err)
	}
	return c.Events()[0]
}

// Package contract says the limit of package wire again, which is above it.
func TestMaxEvent_IsThatOfTheWire(t *testing.T) {
	if contract.MaxEvent != wire.MaxSize {
		t.Errorf("an event has at most %d bytes in a contract, and %d on the wire", contract.MaxEvent, wire.MaxSize)
	}
}
