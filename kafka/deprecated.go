package kafka

import (
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
)

// deprecated counts what is deprecated of an event, and logs it if that was not
// done of late.
func (r *run) deprecated(rec *kgo.Record, e *events.Any) {
	for _, f := range r.deprecations.In(e) {
		label, log := r.deprecations.Label(e, f.Pointer, time.Now())
		r.metrics.Deprecated(label.Source, label.EventType, label.Version, label.Field)
		if !log {
			continue
		}
		r.config.Logger.LogAttrs(r.tracing.LogContext(rec), slog.LevelWarn, "kafka: deprecated events received",
			slog.String("source", wire.Printable(e.Metadata.Source)), slog.String("event_type", label.EventType), slog.String("version", label.Version),
			slog.String("field", f.Pointer), slog.String("since", f.Since), slog.String("sunset", f.Sunset), slog.String("use", f.Use),
			slog.String("topic", rec.Topic), slog.Int("partition", int(rec.Partition)), slog.Int64("offset", rec.Offset),
			slog.String("event_id", wire.Printable(e.Metadata.EventID)), slog.String("group", r.config.Group))
	}
}
