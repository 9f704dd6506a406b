package kafka

import (
	"context"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
)

// Neither a consumer without middleware nor one with some allocates more for a call.
func TestMiddleware_CallDoesNotAllocate(t *testing.T) {
	pass := func(next HandlerFunc) HandlerFunc {
		return func(ctx context.Context, e events.Any) error { return next(ctx, e) }
	}
	for name, middleware := range map[string][]Middleware{"none": nil, "two": {pass, pass}} {
		c, err := NewConsumer(ConsumerConfig{Group: "g", Registry: catalog.Registry(), Middleware: middleware})
		if err != nil {
			t.Fatal(err)
		}
		calls := 0
		if err := Handle(c, func(context.Context, events.Event[content.Created]) error { calls++; return nil }); err != nil {
			t.Fatal(err)
		}
		e := events.New("cms-service", content.Created{ContentID: "c-1"}).Any()
		h := &handling{Context: t.Context(), base: t.Context()}
		if h.call, err = c.handlers.Find(e.Descriptor())(&e); err != nil {
			t.Fatal(err)
		}
		h.event = e
		if n := testing.AllocsPerRun(100, func() {
			if err := protected(nil, h); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("with middleware %s, a call allocates %v times", name, n)
		}
		if calls == 0 {
			t.Error("the handler was not called")
		}
	}
}
