package kafka

import (
	"log/slog"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/wire"
)

// deprecationPeriod is how long nothing more is logged about a deprecated event
// of the same producer.
const deprecationPeriod = time.Hour

// deprecations tells of deprecated events, and fields, that a consumer is given.
// Nil if its registry has none, which costs a comparison for each event.
type deprecations struct {
	types map[events.Descriptor]bool // whether anything of a type is deprecated

	// mu guards the fields below.
	mu      sync.Mutex
	sources telemetry.SourceLabels
	told    map[deprecated]time.Time
}

// deprecated is what is counted, and logged once in a period.
type deprecated struct {
	eventType, version string
	field              string // JSON Pointer, "" for the event itself
	source             string // as a label
}

func newDeprecations(reg *events.Registry) *deprecations {
	d := &deprecations{types: make(map[events.Descriptor]bool), sources: make(telemetry.SourceLabels), told: make(map[deprecated]time.Time)}
	for _, t := range reg.Types() {
		if _, whole := t.Deprecation(); whole || len(t.DeprecatedFields()) > 0 {
			d.types[t] = true
		}
	}
	if len(d.types) == 0 {
		return nil
	}
	return d
}

// in lists what of an event is deprecated, as it came: before it was migrated.
func (d *deprecations) in(e *events.Any) (list []events.DeprecatedField) {
	t := e.Descriptor()
	if d == nil || !d.types[t] {
		return nil
	}
	if whole, ok := t.Deprecation(); ok {
		list = append(list, events.DeprecatedField{Deprecation: whole})
	}
	return append(list, e.DeprecatedFields()...)
}

// label names what is deprecated of an event for counting, and tells whether it
// is to be logged as well.
func (d *deprecations) label(e *events.Any, field string, now time.Time) (key deprecated, tell bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	t := e.Descriptor()
	key = deprecated{t.Name(), t.Version(), field, d.sources.Label(e.Metadata.Source)}
	if last, before := d.told[key]; before && now.Sub(last) < deprecationPeriod {
		return key, false
	}
	d.told[key] = now
	return key, true
}

// deprecated counts what is deprecated of an event, and logs it if that was not
// done of late.
func (r *run) deprecated(rec *kgo.Record, e *events.Any) {
	for _, f := range r.deprecations.in(e) {
		key, tell := r.deprecations.label(e, f.Pointer, time.Now())
		r.metrics.Deprecated(key.source, key.eventType, key.version, key.field)
		if !tell {
			continue
		}
		r.config.Logger.LogAttrs(r.tracing.LogContext(rec), slog.LevelWarn, "kafka: a producer still sends what is deprecated",
			slog.String("source", wire.Printable(e.Metadata.Source)), slog.String("event_type", key.eventType), slog.String("version", key.version),
			slog.String("field", f.Pointer), slog.String("since", f.Since), slog.String("sunset", f.Sunset), slog.String("use", f.Use),
			slog.String("topic", rec.Topic), slog.Int("partition", int(rec.Partition)), slog.Int64("offset", rec.Offset),
			slog.String("event_id", wire.Printable(e.Metadata.EventID)), slog.String("group", r.config.Group))
	}
}
