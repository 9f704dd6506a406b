package kafka

import (
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// trace begins the span of an event's sending, and returns the headers that carry
// its trace on.
func (k encoder) trace(s *outgoingEvent, meta *events.Metadata, topic string) []record.HeaderValue {
	switch t := k.publisher.tracing; {
	case t != nil:
		return s.instruments.Trace(k.ctx, t, meta, topic)
	case k.traced:
		return telemetry.Headers(k.ctx)
	}
	return nil
}

// seen counts an event and ends its span, by what became of it. It is called once for each,
// while its record is at hand.
func (p *outgoingEvent) seen(f delivery.Result) { p.instruments.End(&p.record, f.Err, reasonOf(f)) }

// allSeen is seen for several events of one result.
func allSeen(list []*outgoingEvent, f delivery.Result) {
	for _, p := range list {
		p.seen(f)
	}
}

// reasonOf is the label for why an event was not published.
func reasonOf(f delivery.Result) string {
	switch {
	case f.Err == delivery.ErrGivenUp, f.Retry == delivery.MayDuplicate:
		return telemetry.ReasonUnacknowledged
	case f.Retry == delivery.Useless:
		return telemetry.ReasonRejected
	}
	return telemetry.ReasonUnsent
}

// panicText returns the text of a panic, without its stack, if an error is one.
func panicText(err error) (text string, panicked bool) {
	if p, ok := errors.AsType[*PanicError](err); ok {
		return fmt.Sprintf("panic: %v", p.Value), true
	}
	return "", false
}
