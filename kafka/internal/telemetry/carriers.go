package telemetry

import (
	"context"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/mediamesh/events/kafka/internal/record"
)

// traceContext reads and writes the headers. It is not OpenTelemetry's global
// propagator, since the contract says which headers there are.
var traceContext propagation.TraceContext

// Headers returns the headers that carry a context's trace on.
func Headers(ctx context.Context) []record.HeaderValue {
	var c headerList
	traceContext.Inject(ctx, &c)
	return c.list
}

// Origin returns ctx in the trace that is to go on with what is published with it: its own,
// or that of the record that is being handled, which is nil if none is. It tells whether
// there is one.
func Origin(ctx context.Context, handled *kgo.Record) (_ context.Context, traced bool) {
	switch {
	case trace.SpanContextFromContext(ctx).IsValid():
		return ctx, true
	case handled != nil:
		return Extract(ctx, handled)
	}
	return ctx, false
}

// Extract returns ctx in the trace that a record belongs to, if it tells.
func Extract(ctx context.Context, rec *kgo.Record) (_ context.Context, known bool) {
	in := trace.SpanContextFromContext(traceContext.Extract(context.Background(), recordHeaders(rec.Headers)))
	if !in.IsValid() {
		return ctx, false
	}
	return trace.ContextWithRemoteSpanContext(ctx, in), true
}

// headerList takes a trace's headers.
type headerList struct{ list []record.HeaderValue }

var _ propagation.TextMapCarrier = (*headerList)(nil)

// Get implements [propagation.TextMapCarrier].
func (c *headerList) Get(string) string { return "" }

// Set implements [propagation.TextMapCarrier].
func (c *headerList) Set(key, value string) {
	c.list = append(c.list, record.HeaderValue{Key: key, Value: value})
}

// Keys implements [propagation.TextMapCarrier].
func (c *headerList) Keys() []string { return nil }

// recordHeaders are headers to read a trace from.
type recordHeaders []kgo.RecordHeader

var _ propagation.TextMapCarrier = recordHeaders(nil)

// Get implements [propagation.TextMapCarrier].
func (c recordHeaders) Get(key string) string {
	for _, h := range c {
		if h.Key == key {
			return string(h.Value)
		}
	}
	return ""
}

// Set implements [propagation.TextMapCarrier]. Records that were read are not
// changed.
func (c recordHeaders) Set(string, string) {}

// Keys implements [propagation.TextMapCarrier].
func (c recordHeaders) Keys() []string {
	keys := make([]string, len(c))
	for i, h := range c {
		keys[i] = h.Key
	}
	return keys
}
