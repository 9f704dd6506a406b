package kafka

import (
	"context"
	"fmt"
	"sync/atomic"
)

// closing is how a publisher comes to its end.
type closing struct {
	begun atomic.Bool
	done  chan struct{} // closed when Close is through
	err   error         // of Close, then
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
		close(p.closing.done)
		return p.closing.err
	}
	select {
	case <-p.closing.done:
		return p.closing.err
	case <-ctx.Done():
		return fmt.Errorf("kafka: closing the publisher goes on, as another call said: %w", context.Cause(ctx))
	}
}

func (p *Publisher) close(ctx context.Context) error {
	defer p.metrics.Unfollow(p.sender.Buffer)
	closed := p.sender.Close(ctx)
	if closed.Idle {
		p.txn.Close() // nothing uses it any more
	}
	if closed.Abandoned == 0 && closed.Waiting == 0 {
		return nil
	}
	e := &CloseError{Abandoned: closed.Abandoned, Waiting: closed.Waiting, Err: closed.Late}
	if closed.MayDuplicate {
		e.Retry = RetryMayDuplicate
	}
	return e
}

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
