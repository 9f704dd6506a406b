package telemetry

import (
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/wire"
)

// RecordLog logs what becomes of records, in their traces, without any value of theirs.
type RecordLog struct {
	Logger *slog.Logger
	Group  string
	Limit  *LogLimiter // nil for none
	Tracer *Tracer     // nil for none
}

// Refused logs what is done with a record that cannot be handled, unless much the same was
// logged often of late.
func (l *RecordLog) Refused(what string, rec *kgo.Record, d *deadletter.Letter, more ...slog.Attr) {
	if !l.Limit.Allow(what, d.Reason, rec, time.Now()) {
		return
	}
	attrs := append([]slog.Attr{slog.String("reason", d.Reason)}, more...)
	attrs = append(attrs,
		slog.String("topic", rec.Topic), slog.Int("partition", int(rec.Partition)), slog.Int64("offset", rec.Offset),
		slog.String("event_type", wire.Printable(d.EventType)), slog.String("event_id", wire.Printable(d.EventID)),
	)
	if len(d.Violations) > 0 {
		attrs = append(attrs, slog.Any("violations", deadletter.PointersAndRules(d.Violations, d.Omitted)))
	} else {
		attrs = append(attrs, slog.String("error", d.Text))
	}
	attrs = append(attrs, slog.String("group", l.Group))
	l.warn(what, rec, attrs...)
}

// Retry logs that the handler of a record is called again.
func (l *RecordLog) Retry(rec *kgo.Record, event *events.Metadata, attempt int, wait time.Duration, err error) {
	if !l.Limit.Allow("kafka: handler failed; retrying", deadletter.ReasonHandlerFailed, rec, time.Now()) {
		return
	}
	l.warn("kafka: handler failed; retrying", rec,
		slog.String("event_type", wire.Printable(event.EventType)), slog.String("event_id", wire.Printable(event.EventID)),
		slog.String("topic", rec.Topic), slog.Int("partition", int(rec.Partition)), slog.Int64("offset", rec.Offset),
		slog.Int("attempt", attempt), slog.Duration("wait", wait), slog.String("error", err.Error()),
		slog.String("group", l.Group))
}

// Deprecated logs something deprecated of an event.
func (l *RecordLog) Deprecated(rec *kgo.Record, event *events.Metadata, version string, f events.DeprecatedField) {
	l.warn("kafka: deprecated events received", rec,
		slog.String("source", wire.Printable(event.Source)), slog.String("event_type", event.EventType), slog.String("version", version),
		slog.String("field", f.Pointer), slog.String("since", f.Since), slog.String("sunset", f.Sunset), slog.String("use", f.Use),
		slog.String("topic", rec.Topic), slog.Int("partition", int(rec.Partition)), slog.Int64("offset", rec.Offset),
		slog.String("event_id", wire.Printable(event.EventID)), slog.String("group", l.Group))
}

func (l *RecordLog) warn(what string, rec *kgo.Record, attrs ...slog.Attr) {
	l.Logger.LogAttrs(l.Tracer.LogContext(rec), slog.LevelWarn, what, attrs...)
}
