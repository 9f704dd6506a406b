package events_test

import (
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/auth"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
)

// A service names the types of all fields without importing package wire.
func TestValues_AreThoseOfGeneratedFields(t *testing.T) {
	filters, err := events.JSONOf(map[string]any{"title": "<a>"})
	if err != nil {
		t.Fatal(err)
	}
	var (
		duration events.Optional[int64]         = events.Some[int64](0)
		changes  events.Map[auth.Change]        = auth.Changes{events.Entry[auth.Change]{Name: "role", Value: auth.Change{Old: events.Null, New: `"ADMIN"`}}}
		unknown  events.Unknown                 = `"x":1`
		program                                 = content.PartialProgram{Duration: duration, Unknown: unknown}
		p                                       = auth.UserUpdated{Changes: changes}
		event    events.Event[search.Performed] = events.New("s", search.Performed{Filters: filters})
	)
	event.Unknown, event.Metadata.Unknown = unknown, unknown
	if n, ok := program.Duration.Get(); n != 0 || !ok || program.Duration == (events.Optional[int64]{}) {
		t.Errorf("the duration is %d, %t", n, ok)
	}
	if c, ok := p.Changes.Get("role"); !ok || c.Old != events.Null {
		t.Errorf("the change is %v, %t", c, ok)
	}
	if event.Payload.Filters != `{"title":"<a>"}` {
		t.Errorf("the filters are %s", event.Payload.Filters)
	}
	if x, ok := program.Unknown.Get("x"); x != "1" || !ok {
		t.Errorf("x is %s, %t", x, ok)
	}
}
