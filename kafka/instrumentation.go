package kafka

import (
	"context"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/record"
	"go.opentelemetry.io/otel/trace"
)

// instrumentation is how the publishing of one event is seen from outside. Its zero
// value is not.
type instrumentation struct {
	span      trace.Span // nil if there is none
	eventType string     // of the registry, for metrics; "" if there are none
	since     time.Time
}

// trace begins the span of an event's sending, and returns the headers that carry
// its trace on.
func (k encoder) trace(s *outgoingEvent, meta *events.Metadata, topic string) []record.HeaderValue {
	if t := k.publisher.tracing; t != nil {
		var ctx context.Context
		ctx, s.instruments.span = t.publishing(k.ctx, meta, topic)
		return traceStamps(ctx)
	}
	if k.traced {
		return traceStamps(k.ctx)
	}
	return nil
}

// traceStamps returns the headers of a context's trace.
func traceStamps(ctx context.Context) []record.HeaderValue {
	var c stampCarrier
	traceContext.Inject(ctx, &c)
	return c.list
}

// origin returns ctx in the trace that is to go on with what is published with
// it: its own, or that of the record that is being handled.
func origin(ctx context.Context) (_ context.Context, traced bool) {
	if trace.SpanContextFromContext(ctx).IsValid() {
		return ctx, true
	}
	if h, ok := ctx.Value(handlingKey{}).(*handling); ok {
		return traceOf(ctx, h.record)
	}
	return ctx, false
}

// stampCarrier takes a trace's headers.
type stampCarrier struct{ list []record.HeaderValue }

// Get implements [propagation.TextMapCarrier].
func (c *stampCarrier) Get(string) string { return "" }

// Set implements [propagation.TextMapCarrier].
func (c *stampCarrier) Set(key, value string) {
	c.list = append(c.list, record.HeaderValue{Key: key, Value: value})
}

// Keys implements [propagation.TextMapCarrier].
func (c *stampCarrier) Keys() []string { return nil }

// begins notes that an event is to be published.
func (k encoder) begins(s *outgoingEvent, m events.Message) {
	if k.publisher.metrics != nil {
		s.instruments.eventType, s.instruments.since = typeOf(m), time.Now()
	}
}

// typeOf is the label for an event's type.
func typeOf(m events.Message) string {
	if m == nil || m.Descriptor() == nil {
		return unknownType
	}
	return m.Descriptor().Name()
}

// seen tells those who look from outside what became of an event. It is called
// once for each, while its record is at hand.
func (p *outgoingEvent) seen(f result) {
	if p.instruments.span == nil && p.instruments.eventType == "" {
		return
	}
	p.publisher.metrics.published(p, f)
	sent(p.instruments.span, &p.record, f.err)
	p.instruments = instrumentation{}
}

// allSeen is seen for several events of one result.
func allSeen(list []*outgoingEvent, f result) {
	for _, p := range list {
		p.seen(f)
	}
}
