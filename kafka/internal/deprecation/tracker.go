// Package deprecation finds the deprecated events and fields that a consumer receives, and
// decides when to log them again.
//
// It neither counts nor logs.
package deprecation

import (
	"sync"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// period is the minimum interval between log lines with the same label.
const period = time.Hour

// A Tracker finds deprecated events and fields. A nil Tracker finds none, at the cost of a
// comparison per event. It is safe for concurrent use.
type Tracker struct {
	types map[events.Descriptor]bool // types that are deprecated or have deprecated fields

	// mu guards the fields below.
	mu      sync.Mutex
	sources telemetry.SourceLabels
	logged  map[Label]time.Time
}

// A Label identifies a deprecation for counting. Each label is logged at most once per period.
type Label struct {
	EventType, Version string
	Field              string // JSON Pointer, "" for the event itself
	Source             string // label value of the event's source
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

// In lists what is deprecated in an event as received, before migration.
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

// Label returns the label for a deprecated field of an event, or for the event itself if field is
// "", and reports whether to log it.
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
