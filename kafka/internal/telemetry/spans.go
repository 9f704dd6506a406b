package telemetry

import (
	"context"
	"errors"
	"strconv"

	"github.com/twmb/franz-go/pkg/kgo"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	semconv "go.opentelemetry.io/otel/semconv/v1.43.0"
	"go.opentelemetry.io/otel/trace"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/wire"
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

// Tracer begins spans. Nil begins none.
type Tracer struct {
	tracer    trace.Tracer
	group     string // of the consumer; "" for a publisher
	panicText func(error) (text string, panicked bool)
}

// NewTracer returns a tracer for the consumer of a group, or for a publisher if that is "".
// It returns nil if there is no provider. panicText tells whether an error is a panic, and
// its text without the stack.
func NewTracer(from trace.TracerProvider, group string, panicText func(error) (text string, panicked bool)) *Tracer {
	if from == nil {
		return nil
	}
	return &Tracer{tracer: from.Tracer(scopeName, trace.WithSchemaURL(semconv.SchemaURL)), group: group, panicText: panicText}
}

// Span is a span that has begun. The zero value is none.
type Span struct {
	span   trace.Span
	tracer *Tracer
}

// startSend begins the span of an event's sending, which is a child of ctx's.
func (t *Tracer) startSend(ctx context.Context, m *events.Metadata, topic string) (context.Context, Span) {
	return t.start(ctx, "send "+topic,
		trace.WithSpanKind(trace.SpanKindProducer),
		trace.WithAttributes(
			semconv.MessagingSystemKafka,
			semconv.MessagingOperationName("send"), semconv.MessagingOperationTypeSend,
			semconv.MessagingDestinationName(topic),
			messageOf(m.EventID == "", m.EventID),
			attrEventType.String(wire.Printable(m.EventType)), attrEventVersion.String(wire.Printable(m.EventVersion)),
		))
}

// A Call is one call of a handler.
type Call struct {
	Record  *kgo.Record
	Event   *events.Metadata
	Attempt int                // how often the handler was called for the record, this call included
	Last    *trace.SpanContext // of the attempt before; nil if there was none with a span
}

// StartProcess begins the span of a call, and returns ctx with it. The span is a child of
// the span that published the record, as are the ones of other attempts, which are linked,
// each to the one before.
func (t *Tracer) StartProcess(ctx context.Context, c Call) (context.Context, Span) {
	rec := c.Record
	opts := []trace.SpanStartOption{
		trace.WithSpanKind(trace.SpanKindConsumer),
		trace.WithAttributes(
			semconv.MessagingSystemKafka, semconv.MessagingConsumerGroupName(t.group),
			semconv.MessagingOperationName("process"), semconv.MessagingOperationTypeProcess,
			semconv.MessagingDestinationName(rec.Topic),
			semconv.MessagingDestinationPartitionID(strconv.Itoa(int(rec.Partition))),
			semconv.MessagingKafkaOffset(int(rec.Offset)),
			messageOf(rec.Value == nil, c.Event.EventID),
			attrEventType.String(wire.Printable(c.Event.EventType)), attrEventVersion.String(wire.Printable(c.Event.EventVersion)),
			attrAttempt.Int(c.Attempt),
		),
	}
	if c.Last != nil {
		opts = append(opts, trace.WithLinks(trace.Link{SpanContext: *c.Last}))
	}
	ctx, known := Extract(ctx, rec)
	if !known {
		opts = append(opts, trace.WithNewRoot())
	}
	return t.start(ctx, "process "+rec.Topic, opts...)
}

// messageOf identifies a message: an event by its id, or says that it is a tombstone, which
// has none.
func messageOf(tombstone bool, eventID string) attribute.KeyValue {
	if tombstone {
		return semconv.MessagingKafkaMessageTombstone(true)
	}
	return semconv.MessagingMessageID(wire.Printable(eventID))
}

// StartDeadLetter begins the span of a dead letter's sending to a topic. It is a child of
// the last attempt, or of the span that published the record if there was none.
func (t *Tracer) StartDeadLetter(rec *kgo.Record, d *deadletter.Letter, topic string, last *trace.SpanContext) Span {
	if t == nil {
		return Span{}
	}
	opts := []trace.SpanStartOption{
		trace.WithSpanKind(trace.SpanKindProducer),
		trace.WithAttributes(
			semconv.MessagingSystemKafka, semconv.MessagingConsumerGroupName(t.group),
			semconv.MessagingOperationName("send"), semconv.MessagingOperationTypeSend,
			semconv.MessagingDestinationName(topic),
			semconv.MessagingMessageID(wire.Printable(d.EventID)),
			attrEventType.String(wire.Printable(d.EventType)),
			attrReason.String(d.Reason), attrAttempts.Int(d.Attempts),
			attrFromTopic.String(rec.Topic), attrFromPartition.Int(int(rec.Partition)), attrFromOffset.Int64(rec.Offset),
		),
	}
	ctx, known := Extract(context.Background(), rec)
	if last != nil {
		ctx, known = trace.ContextWithSpanContext(ctx, *last), true
	}
	if !known {
		opts = append(opts, trace.WithNewRoot())
	}
	_, span := t.start(ctx, "send "+topic, opts...)
	return span
}

func (t *Tracer) start(ctx context.Context, name string, opts ...trace.SpanStartOption) (context.Context, Span) {
	ctx, span := t.tracer.Start(ctx, name, opts...)
	return ctx, Span{span, t}
}

// SpanContext identifies a span that has begun.
func (s Span) SpanContext() *trace.SpanContext {
	c := s.span.SpanContext()
	return &c
}

// Sent ends the span of a record's sending.
func (s Span) Sent(rec *kgo.Record, err error) {
	if s.span != nil && err == nil {
		s.span.SetAttributes(
			semconv.MessagingDestinationPartitionID(strconv.Itoa(int(rec.Partition))), semconv.MessagingKafkaOffset(int(rec.Offset)))
	}
	s.End(err)
}

// End ends the span. The text of an error is what is logged of it: a panic without its
// stack.
func (s Span) End(err error) {
	if s.span == nil {
		return
	}
	if err != nil {
		text, panicked := s.tracer.panicText(err)
		kind := semconv.ErrorTypeKey.String("panic")
		if !panicked {
			text, kind = err.Error(), errorType(err)
		}
		s.span.SetAttributes(kind)
		s.span.SetStatus(codes.Error, deadletter.Cut(text, deadletter.MaxTextBytes))
	}
	s.span.End()
}

// errorType classifies an error that is no panic, with few values.
func errorType(err error) attribute.KeyValue {
	if errors.Is(err, context.DeadlineExceeded) {
		return semconv.ErrorTypeKey.String("timeout")
	}
	return semconv.ErrorType(err)
}

// LogContext returns a context in the trace of a record, for what is logged of it.
func (t *Tracer) LogContext(rec *kgo.Record) context.Context {
	ctx := context.Background()
	if t != nil {
		ctx, _ = Extract(ctx, rec)
	}
	return ctx
}
