package kafka

import (
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka/internal/record"
)

// Without interceptors, an event costs no memory for them.
func TestIntercept_DoesNotAllocateWithoutInterceptors(t *testing.T) {
	k := encoder{publisher: &Publisher{}, headers: new(record.UserHeaders), ctx: t.Context()}
	var m events.Message = events.New("cms-service", content.Created{ContentID: "c-1"})
	s := new(outgoingEvent)
	if n := testing.AllocsPerRun(100, func() {
		if own, err := k.intercept(s, m, "content.events", "c-1", true); err != nil || own != k.headers {
			t.Fatal(own, err)
		}
		s.addHeaders(k.headers)
		s.intercepted.settled(nil)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
	if got := k.publisher.interceptedOf([]*outgoingEvent{s}); got != nil {
		t.Errorf("%d were intercepted", len(got))
	}
}
