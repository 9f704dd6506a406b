package kafka

import (
	"context"
	"errors"
	"fmt"
	"math"
	"sync/atomic"
	"time"

	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/twmb/franz-go/pkg/kgo"
)

// lastCalls is how long Close waits for the callbacks of abandoned events.
const lastCalls = time.Second

// closing is how a publisher comes to its end.
type closing struct {
	begun   atomic.Bool
	closed  chan struct{}           // closed when Close is through
	err     error                   // of Close, then
	work    context.Context         // ends when events are abandoned
	abandon context.CancelCauseFunc // ends it
	ended   chan struct{}           // closed when the client can send nothing any more
	lost    atomic.Int64            // events that were abandoned
	first   atomic.Int64            // the least number of produce requests that were sent before one of them
	unsure  atomic.Bool             // a transaction among them may have been committed
}

func newClosing() *closing {
	c := &closing{closed: make(chan struct{}), ended: make(chan struct{})}
	c.first.Store(math.MaxInt64)
	c.work, c.abandon = context.WithCancelCause(context.Background())
	return c
}

// Close accepts no more events, waits until those are settled that were
// accepted, as [Publisher.Flush] does, and closes the connections. Events are
// settled at the latest when PublishAsync says, so that ctx need have no
// deadline.
//
// If ctx ends first, the rest is abandoned: each call and each callback gets an
// error that says whether publishing again is safe, and Close returns a
// *[CloseError] that counts them. It then waits up to a second for the callbacks.
//
// Later calls to Publish fail with [ErrClosed] at once; further calls to Close
// wait for the first, and return the same.
func (p *Publisher) Close(ctx context.Context) error {
	if p.closing.begun.CompareAndSwap(false, true) {
		p.closing.err = p.close(ctx)
		close(p.closing.closed)
		return p.closing.err
	}
	select {
	case <-p.closing.closed:
		return p.closing.err
	case <-ctx.Done():
		return fmt.Errorf("kafka: closing the publisher goes on, as another call said: %w", context.Cause(ctx))
	}
}

func (p *Publisher) close(ctx context.Context) error {
	defer p.metrics.Unfollow(p.buffer)
	p.buffer.Close(false)
	p.flusher.Flush(p.closing.work, p.client)
	late := p.buffer.Flush(ctx)
	if late != nil {
		p.closing.abandon(&abandonedError{late})
		p.buffer.Close(true)
	}
	p.client.Close() // which fails all records that it has
	p.writers.Close()
	close(p.closing.ended)
	if late == nil {
		p.closing.abandon(nil)
		p.txn.Close()
		return nil
	}
	within, cancel := context.WithTimeout(context.Background(), lastCalls)
	defer cancel()
	if p.buffer.Flush(within) == nil {
		p.txn.Close() // it is not used any more
	}
	e := &CloseError{Abandoned: int(p.closing.lost.Load()), Waiting: p.buffer.Unsettled(), Err: late}
	if p.closing.unsure.Load() || p.watch.Produced.Load() > p.closing.first.Load() {
		e.Retry = RetryMayDuplicate
	}
	if e.Abandoned == 0 && e.Waiting == 0 {
		return nil
	}
	return e
}

// abandoned tells whether an answer of the client means that an event is, before
// which so many produce requests had been sent, and notes it.
func (p *Publisher) abandoned(err error, before int64) bool {
	if p.closing.work.Err() == nil || !errors.Is(err, kgo.ErrClientClosed) {
		return false
	}
	p.closing.lost.Add(1)
	for first := p.closing.first.Load(); before < first; first = p.closing.first.Load() {
		p.closing.first.CompareAndSwap(first, before)
	}
	return true
}

// afterEnd says of an abandoned event whether it may have been sent. That is
// known when nothing is sent any more.
func (p *Publisher) afterEnd(f delivery.Result) delivery.Result {
	<-p.closing.ended
	f.Err, f.Retry = context.Cause(p.closing.work), delivery.Safe
	if p.watch.Produced.Load() != f.Before {
		f.Retry = delivery.MayDuplicate
	}
	return f
}

// abandonedError says why an event was not waited for.
type abandonedError struct{ err error }

func (e *abandonedError) Error() string {
	return "the publisher was closed before it was acknowledged: " + e.err.Error()
}

func (e *abandonedError) Unwrap() []error { return []error{ErrClosed, e.err} }

// CloseError says that a publisher was closed before all accepted events were
// settled. Their calls and callbacks have got their own errors.
type CloseError struct {
	Abandoned int         // events that were not acknowledged
	Retry     RetryAdvice // what publishing them again would do: the worst of them decides
	Waiting   int         // events whose callbacks have not returned
	Err       error       // why Close did not wait
}

func (e *CloseError) Error() string {
	if e.Abandoned == 0 {
		return fmt.Sprintf("kafka: closing the publisher: the callbacks of %d events have not returned: %v", e.Waiting, e.Err)
	}
	text := fmt.Sprintf("kafka: closing the publisher: %d events were abandoned: %v; ", e.Abandoned, e.Err)
	if e.Retry == RetryMayDuplicate {
		return text + "some may have been written: publishing those again may write them twice"
	}
	return text + "they were not written: publishing them again is safe"
}

func (e *CloseError) Unwrap() error { return e.Err }
