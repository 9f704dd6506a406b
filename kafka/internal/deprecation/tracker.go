// Package deprecation finds what is deprecated of the events that a consumer is given, and
// says when to log it again.
//
// It neither counts nor logs.
package deprecation

import (
	"sync"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// period is how long nothing more is logged about a deprecated event of the same producer.
const period = time.Hour

// A Tracker finds deprecated events, and fields. Nil finds none, which costs a comparison for
// each event. It is safe for concurrent use.
type Tracker struct {
	types map[events.Descriptor]bool // whether anything of a type is deprecated

	// mu guards the fields below.
	mu      sync.Mutex
	sources telemetry.SourceLabels
	logged  map[Label]time.Time
}

// A Label is what is counted, and logged once in a period.
type Label struct {
	EventType, Version string
	Field              string // JSON Pointer, "" for the event itself
	Source             string // as a label
}

// NewTracker returns a tracker, or nil if nothing in the registry is deprecated.
func NewTracker(reg *events.Registry) *Tracker {
	t := &Tracker{types: make(map[events.Descriptor]bool), sources: make(telemetry.SourceLabels), logged: make(map[Label]time.Time)}
	for _, d := range reg.Types() {
		if _, whole := d.Deprecation(); whole || len(d.DeprecatedFields()) > 0 {
			t.types[d] = true
		}
	}
	if len(t.types) == 0 {
		return nil
	}
	return t
}

// In lists what of an event is deprecated, as it came: before it was migrated.
func (t *Tracker) In(e *events.Any) (list []events.DeprecatedField) {
	d := e.Descriptor()
	if t == nil || !t.types[d] {
		return nil
	}
	if whole, ok := d.Deprecation(); ok {
		list = append(list, events.DeprecatedField{Deprecation: whole})
	}
	return append(list, e.DeprecatedFields()...)
}

// Label names what is deprecated of an event for counting, and tells whether it
// is to be logged as well.
func (t *Tracker) Label(e *events.Any, field string, now time.Time) (label Label, log bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	d := e.Descriptor()
	label = Label{d.Name(), d.Version(), field, t.sources.Label(e.Metadata.Source)}
	if last, before := t.logged[label]; before && now.Sub(last) < period {
		return label, false
	}
	t.logged[label] = now
	return label, true
}
