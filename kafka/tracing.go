package kafka

import (
	"context"
	"errors"
	"strconv"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/propagation"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/wire"
)

// The headers that carry a trace on, by W3C's Trace Context.
const (
	HeaderTraceParent = "traceparent"
	HeaderTraceState  = "tracestate"
)

// The attributes of spans that OpenTelemetry has no name for.
const (
	attrEventType    = attribute.Key("mediamesh.event.type")
	attrEventVersion = attribute.Key("mediamesh.event.version")
	attrAttempt      = attribute.Key("mediamesh.attempt")

	// Of dead letters:
	attrReason        = attribute.Key("mediamesh.dead_letter.reason")
	attrAttempts      = attribute.Key("mediamesh.dead_letter.attempts")
	attrFromTopic     = attribute.Key("mediamesh.dead_letter.topic")
	attrFromPartition = attribute.Key("mediamesh.dead_letter.partition")
	attrFromOffset    = attribute.Key("mediamesh.dead_letter.offset")
)

// scopeName names what makes the spans.
const scopeName = "github.com/mediamesh/events/kafka"

// traceContext reads and writes the headers. It is not OpenTelemetry's global
// propagator, since the contract says which headers there are.
var traceContext propagation.TraceContext

// tracing makes spans. Nil makes none.
//
// No span has a value of an event, nor the record's key, which may be personal.
type tracing struct {
	tracer trace.Tracer
	group  string // of the consumer; "" for a publisher
}

func newTracing(from trace.TracerProvider, group string) *tracing {
	if from == nil {
		return nil
	}
	return &tracing{tracer: from.Tracer(scopeName, trace.WithSchemaURL(semconv.SchemaURL)), group: group}
}

// publishing begins the span of an event's sending, which is a child of ctx's.
func (t *tracing) publishing(ctx context.Context, m *events.Metadata, topic string) (context.Context, trace.Span) {
	return t.tracer.Start(ctx, "send "+topic,
		trace.WithSpanKind(trace.SpanKindProducer),
		trace.WithAttributes(
			semconv.MessagingSystemKafka,
			semconv.MessagingOperationName("send"), semconv.MessagingOperationTypeSend,
			semconv.MessagingDestinationName(topic),
			messageOf(m.EventID == "", m.EventID),
			attrEventType.String(wire.Printable(m.EventType)), attrEventVersion.String(wire.Printable(m.EventVersion)),
		))
}

// handling begins the span of one call of a handler, and returns the context that has
// it. The span is a child of the span that published the record, as are the ones of other
// attempts, which are linked, each to the one before.
func (t *tracing) handling(h *handling, of *task) (context.Context, trace.Span) {
	rec := h.record
	opts := []trace.SpanStartOption{
		trace.WithSpanKind(trace.SpanKindConsumer),
		trace.WithAttributes(
			semconv.MessagingSystemKafka, semconv.MessagingConsumerGroupName(t.group),
			semconv.MessagingOperationName("process"), semconv.MessagingOperationTypeProcess,
			semconv.MessagingDestinationName(rec.Topic),
			semconv.MessagingDestinationPartitionID(strconv.Itoa(int(rec.Partition))),
			semconv.MessagingKafkaOffset(int(rec.Offset)),
			messageOf(rec.Value == nil, h.meta().EventID),
			attrEventType.String(wire.Printable(h.meta().EventType)), attrEventVersion.String(wire.Printable(h.meta().EventVersion)),
			attrAttempt.Int(h.attempt),
		),
	}
	if of.Job.tried != nil {
		opts = append(opts, trace.WithLinks(trace.Link{SpanContext: *of.Job.tried}))
	}
	ctx, known := traceOf(h.base, rec)
	if !known {
		opts = append(opts, trace.WithNewRoot())
	}
	return t.tracer.Start(ctx, "process "+rec.Topic, opts...)
}

// messageOf identifies a message: an event by its id, or says that it is a tombstone, which
// has none.
func messageOf(tombstone bool, eventID string) attribute.KeyValue {
	if tombstone {
		return semconv.MessagingKafkaMessageTombstone(true)
	}
	return semconv.MessagingMessageID(wire.Printable(eventID))
}

// handled ends the span of a call.
func handled(span trace.Span, of *task, err error) {
	if err != nil {
		tried := span.SpanContext()
		of.Job.tried = &tried
	}
	endSpan(span, err)
}

// sendDeadLetter begins the span of a dead letter's sending. It is a child of the last
// attempt, or of the span that published the record if there was none.
func (t *tracing) sendDeadLetter(of *task, rec *kgo.Record, topic string) trace.Span {
	if t == nil {
		return nil
	}
	opts := []trace.SpanStartOption{
		trace.WithSpanKind(trace.SpanKindProducer),
		trace.WithAttributes(
			semconv.MessagingSystemKafka, semconv.MessagingConsumerGroupName(t.group),
			semconv.MessagingOperationName("send"), semconv.MessagingOperationTypeSend,
			semconv.MessagingDestinationName(topic),
			semconv.MessagingMessageID(wire.Printable(of.Job.dead.EventID)),
			attrEventType.String(wire.Printable(of.Job.dead.EventType)),
			attrReason.String(of.Job.dead.Reason), attrAttempts.Int(of.Job.dead.Attempts),
			attrFromTopic.String(rec.Topic), attrFromPartition.Int(int(rec.Partition)), attrFromOffset.Int64(rec.Offset),
		),
	}
	ctx, known := traceOf(context.Background(), rec)
	if of.Job.tried != nil {
		ctx, known = trace.ContextWithSpanContext(ctx, *of.Job.tried), true
	}
	if !known {
		opts = append(opts, trace.WithNewRoot())
	}
	_, span := t.tracer.Start(ctx, "send "+topic, opts...)
	return span
}

// sent ends the span of a record's sending.
func sent(span trace.Span, rec *kgo.Record, err error) {
	if span == nil {
		return
	}
	if err == nil {
		span.SetAttributes(
			semconv.MessagingDestinationPartitionID(strconv.Itoa(int(rec.Partition))), semconv.MessagingKafkaOffset(int(rec.Offset)))
	}
	endSpan(span, err)
}

// endSpan ends a span. The text of an error is what is logged of it: a panic
// without its stack.
func endSpan(span trace.Span, err error) {
	if err != nil {
		span.SetAttributes(errorType(err))
		span.SetStatus(codes.Error, deadletter.Cut(handlerText(err), deadletter.MaxTextBytes))
	}
	span.End()
}

// errorType classifies an error, with few values.
func errorType(err error) attribute.KeyValue {
	switch _, panicked := errors.AsType[*PanicError](err); {
	case panicked:
		return semconv.ErrorTypeKey.String("panic")
	case errors.Is(err, context.DeadlineExceeded):
		return semconv.ErrorTypeKey.String("timeout")
	}
	return semconv.ErrorType(err)
}

// context returns one in the trace of a record, for what is logged of it.
func (t *tracing) context(rec *kgo.Record) context.Context {
	ctx := context.Background()
	if t != nil {
		ctx, _ = traceOf(ctx, rec)
	}
	return ctx
}

// traceOf returns ctx in the trace that a record belongs to, if it tells.
func traceOf(ctx context.Context, rec *kgo.Record) (_ context.Context, known bool) {
	in := trace.SpanContextFromContext(traceContext.Extract(context.Background(), headerCarrier(rec.Headers)))
	if !in.IsValid() {
		return ctx, false
	}
	return trace.ContextWithRemoteSpanContext(ctx, in), true
}

// headerCarrier are headers to read a trace from.
type headerCarrier []kgo.RecordHeader

var _ propagation.TextMapCarrier = headerCarrier(nil)

// Get implements [propagation.TextMapCarrier].
func (c headerCarrier) Get(key string) string {
	for _, h := range c {
		if h.Key == key {
			return string(h.Value)
		}
	}
	return ""
}

// Set implements [propagation.TextMapCarrier]. Records that were read are not
// changed.
func (c headerCarrier) Set(string, string) {}

// Keys implements [propagation.TextMapCarrier].
func (c headerCarrier) Keys() []string {
	keys := make([]string, len(c))
	for i, h := range c {
		keys[i] = h.Key
	}
	return keys
}
