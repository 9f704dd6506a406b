package telemetry

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/record"
)

// Publishing observes how one event is published. The zero value observes nothing.
type Publishing struct {
	span      Span
	metrics   *PublisherMetrics // nil if there are none
	eventType string            // of the registry, for metrics
	since     time.Time
}

// Begin notes for metrics, which may be nil, that an event is to be published.
func (p *Publishing) Begin(m *PublisherMetrics, e events.Message) {
	if m != nil {
		p.metrics, p.eventType, p.since = m, typeOf(e), time.Now()
	}
}

// Trace begins the span of the event's sending, which is a child of ctx's, and returns the
// headers that carry its trace on.
func (p *Publishing) Trace(ctx context.Context, t *Tracer, m *events.Metadata, topic string) []record.HeaderValue {
	ctx, p.span = t.startSend(ctx, m, topic)
	return Headers(ctx)
}

// Refused ends the span of an event that is wrong. [PublisherMetrics.Refused] counts it.
func (p *Publishing) Refused(err error) {
	p.span.End(err)
	*p = Publishing{}
}

// End counts the event by what became of it, and ends its span, while its record is at
// hand. If err is not nil, reason says why the event was not published. What follows the
// first call has no effect.
func (p *Publishing) End(rec *kgo.Record, err error, reason string) {
	if p.span.span == nil && p.metrics == nil {
		return
	}
	switch {
	case p.metrics == nil:
	case err == nil:
		p.metrics.events.WithLabelValues(rec.Topic, p.eventType).Inc()
		p.metrics.seconds.WithLabelValues(rec.Topic).Observe(time.Since(p.since).Seconds())
	default:
		p.metrics.errors.WithLabelValues(p.eventType, reason).Inc()
	}
	p.span.Sent(rec, err)
	*p = Publishing{}
}
