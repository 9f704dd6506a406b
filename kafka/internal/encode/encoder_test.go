package encode

import (
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka/internal/record"
)

// Without interceptors, an event allocates nothing for them.
func TestIntercept_DoesNotAllocateWithoutInterceptors(t *testing.T) {
	k := New(Config{})
	call := &Call{Headers: new(record.UserHeaders), Context: t.Context()}
	var m events.Message = events.New("cms-service", content.Created{ContentID: "c-1"})
	r := new(Record)
	if n := testing.AllocsPerRun(100, func() {
		if own, err := k.intercept(call, r, m, "content.events", "c-1", true); err != nil || own != call.Headers {
			t.Fatal(own, err)
		}
		r.addHeaders(call.Headers)
		r.Hooks.Call(nil)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}
