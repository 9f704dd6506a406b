package events_test

import (
	"testing"

	"github.com/mediamesh/events/catalog"
)

// Appending to a buffer with room allocates nothing, whatever the event.
func TestAppendAllocatesNothing(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector empties pools at random")
	}
	for _, ex := range examples(t) {
		typ, _ := typedOf(eventName(ex.JSON))
		if n := typ.allocations(t, ex.JSON); n != 0 {
			t.Errorf("%s %s: %v allocations, want none", ex.Pos, typ.name, n)
		}
	}
	buf := make([]byte, 0, 1<<20)
	for _, ex := range examples(t) {
		e, err := catalog.Decode(ex.JSON)
		if err != nil {
			t.Fatal(err)
		}
		if n := testing.AllocsPerRun(100, func() { _, _ = e.AppendTo(buf) }); n != 0 {
			t.Errorf("%s, dynamic: %v allocations, want none", ex.Pos, n)
		}
	}
	// Unknown fields are written as they are.
	document := []byte(parse(example(t, "content.created full")).add("/payload", "x", `{"y":[1,2]}`).add("/metadata", "z", `null`).String())
	typ, _ := typedOf("content.created")
	if n := typ.allocations(t, document); n != 0 {
		t.Errorf("with unknown fields: %v allocations, want none", n)
	}
}
