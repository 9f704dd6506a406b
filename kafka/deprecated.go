package kafka

import (
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
)

// deprecated counts the deprecated parts of an event. It logs each once per period.
func (r *run) deprecated(rec *kgo.Record, e *events.Any) {
	for _, f := range r.deprecations.In(e) {
		label, log := r.deprecations.Label(e, f.Pointer, time.Now())
		r.metrics.Deprecated(label.Source, label.EventType, label.Version, label.Field)
		if log {
			r.log.Deprecated(rec, &e.Metadata, label.Version, f)
		}
	}
}
