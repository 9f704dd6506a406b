package encode

import (
	"reflect"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// TestCall_InheritsFromEventsWithAnID checks that nothing is inherited from an event without an
// ID, which a policy may pass to a handler.
func TestCall_InheritsFromEventsWithAnID(t *testing.T) {
	e := events.New("s", content.Deleted{ContentID: "c-1"})
	meta := e.Metadata
	call := &Call{Cause: &events.Metadata{EventType: "content.created", CorrelationID: "req-1"}}
	m, cause := call.inherit(e, &meta)
	if cause != nil || meta.CorrelationID != "" || !reflect.DeepEqual(m, events.Message(e)) {
		t.Errorf("caused by %+v: %+v", cause, m)
	}
}
