package kafka

import (
	"context"
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/sendbuffer"
)

// ErrFull says that a publisher had accepted as many events as its configuration
// lets it, by MaxBuffered or MaxBufferedBytes, and was not to wait for room.
var ErrFull = errors.New("the buffer is full")

// errNoCallback says that a lost event would go unnoticed.
var errNoCallback = errors.New("there is no callback to tell of its outcome")

// PublishAsync validates an event and hands it over, without waiting for the
// cluster. If the publisher's buffer is full, it waits for room until ctx ends,
// or fails at once, as its configuration says. Once the event is accepted, ctx
// means nothing to it any more. It is sent with others, a few milliseconds later
// at most.
//
// An error is a *[PublishError] and says that the event was not accepted, for it
// is invalid, too large or without its key (Refused), or the buffer is full
// ([ErrFull]), the publisher closed ([ErrClosed]) or ctx over. Then the callback
// is never called. It is returned, rather than called back, because the caller who made
// the event can still do something about it there, and because a callback that
// publishes again would call itself without end. A nil callback is an error too.
//
// If it returns nil, the callback is called exactly once: with nil when the
// cluster has acknowledged the event, or with a *[PublishError] that says what
// publishing it again would do. The latter comes at the latest when the delivery
// timeout is over, if the cluster still answers requests, and otherwise when the
// client has given those up (as Kafka's default is, after up to 20 s more).
//
// Callbacks are called one after the other, in no caller's goroutine. A callback
// may publish by any method, also if the buffer is full: what it publishes is let
// in. It may take locks, and it may take long, but then others wait for it: their
// events stay in the buffer. It must not wait for [Publisher.Flush] or
// [Publisher.Close], which wait for it, nor for another goroutine that publishes.
func (p *Publisher) PublishAsync(ctx context.Context, e events.Message, callback func(error)) error {
	one, refused := p.encoder(ctx).encode(0, e)
	if refused != nil {
		return refused
	}
	if callback == nil {
		none := delivery.Result{Err: errNoCallback, Retry: delivery.Useless}
		f := one.failure(none)
		one.seen(none)
		f.Refused = true
		one.intercepted.settled(f)
		one.free()
		return f
	}
	room, err := p.buffer.Admit(ctx, sendbuffer.Request{Size: one.size, Fail: p.config.WhenFull == WhenFullFail, Exempt: inCallback})
	if err != nil {
		none := delivery.Result{Err: err, Retry: delivery.Safe}
		f := one.failure(none)
		one.seen(none)
		one.intercepted.settled(f)
		one.free()
		return f
	}
	one.callback = callback
	one.send(room)
	return nil
}

// FlushError says that a call to Flush ended before all events were settled
// that it waited for. They are still under way.
type FlushError struct {
	Unsettled int   // events that were accepted and not settled, the latest included
	Err       error // why the call ended
}

func (e *FlushError) Error() string {
	return fmt.Sprintf("kafka: flushing: %d events are not settled yet: %v", e.Unsettled, e.Err)
}

func (e *FlushError) Unwrap() error { return e.Err }
