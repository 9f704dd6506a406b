package kafka

import (
	"context"
	"errors"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/encode"
	"github.com/mediamesh/events/kafka/internal/outgoing"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/twmb/franz-go/pkg/kgo"
)

// errOthersRefused is the error of a valid event in a call with a refused one.
var errOthersRefused = errors.New("another event of the call was refused")

// newEncoder returns the publisher's encoder. size is the maximum size of a batch with one
// record, in bytes.
func (p *Publisher) newEncoder(size int) *encode.Encoder {
	config := encode.Config{
		Topics: p.config.Topics, Writers: p.writers, MaxSize: size, Mode: p.config.Mode.cloudEvents(),
		Tracer: telemetry.NewTracer(p.config.TracerProvider, "", panicText), Metrics: p.metrics,
		Errors: encode.Errors{
			Nil:        errors.New("the event is nil"),
			MissingKey: func(fields []string) error { return &MissingKeyError{Fields: fields} },
			TooLarge:   func(size, most int) error { return &TooLargeError{Size: size, Max: most} },
			Header:     func(problem *record.HeaderProblem) error { return (*HeaderError)(problem) },
		},
	}
	if p.config.Framing != FramingNone {
		config.Frame, config.Prefixed = p.config.frame, p.config.Framing == FramingSchemaIDPrefix
	}
	if len(p.config.Interceptors) > 0 {
		config.Intercept = p.config.intercept
	}
	return encode.New(config)
}

// call returns what all events published with ctx have in common.
func (p *Publisher) call(ctx context.Context) encode.Call {
	h, _ := ctx.Value(handlingKey{}).(*handling)
	call := encode.Call{Headers: p.headersFor(ctx, h)}
	var handled *kgo.Record
	if h != nil {
		call.Cause, handled = h.meta(), h.record
	}
	call.Context, call.Traced = telemetry.Origin(ctx, handled)
	return call
}

// encode validates and encodes events. If one is refused, it returns none.
func (p *Publisher) encode(ctx context.Context, list []events.Message, encoded []*outgoing.Event) ([]*outgoing.Event, error) {
	call := p.call(ctx)
	var failed []*PublishError
	for i, m := range list {
		one, refused := p.encodeOne(&call, i, m)
		if refused != nil {
			failed = append(failed, refused)
			continue
		}
		encoded = append(encoded, one)
	}
	if len(failed) > 0 {
		for _, one := range encoded {
			_ = p.withdraw(one, delivery.Result{Err: errOthersRefused, Retry: delivery.Safe}, false) // the error lists the refused ones
		}
		return nil, publishError(failed, len(list))
	}
	return encoded, nil
}

// encodeOne validates and encodes an event. An error means that it was refused.
func (p *Publisher) encodeOne(call *encode.Call, i int, m events.Message) (*outgoing.Event, *PublishError) {
	one := outgoing.New(i)
	if err := p.encoder.Encode(call, &one.Record, m); err != nil {
		return nil, p.withdraw(one, delivery.Result{Err: err, Retry: delivery.Retry(retryRefused(err))}, true)
	}
	return one, nil
}

// withdraw reports that an event is not sent, and releases its memory.
func (p *Publisher) withdraw(one *outgoing.Event, r delivery.Result, refused bool) *PublishError {
	failure := p.failure(one, r)
	failure.Refused = refused
	one.Observe(r)
	one.Hooks.Call(failure)
	one.Free()
	return failure
}

// failure returns the error for an event's result.
func (p *Publisher) failure(one *outgoing.Event, r delivery.Result) *PublishError {
	r = p.sender.Final(r)
	return &PublishError{
		Index: one.Index, EventType: one.EventType, EventID: one.EventID, Topic: one.Kafka.Topic, Retry: RetryAdvice(r.Retry), Err: r.Err,
	}
}

// failureOf is like failure for event i of a call, whose memory may already be reused.
func (p *Publisher) failureOf(i int, m events.Message, r delivery.Result) *PublishError {
	r = p.sender.Final(r)
	meta := m.Meta()
	return &PublishError{
		Index: i, EventType: meta.EventType, EventID: meta.EventID, Topic: p.encoder.Topic(m), Retry: RetryAdvice(r.Retry), Err: r.Err,
	}
}

// hooksOf returns the hooks of events, in their order; nil if there are no interceptors.
func (p *Publisher) hooksOf(list []*outgoing.Event) []encode.Hooks {
	if len(p.config.Interceptors) == 0 {
		return nil
	}
	hooks := make([]encode.Hooks, len(list))
	for i, one := range list {
		hooks[i] = one.Hooks
	}
	return hooks
}
