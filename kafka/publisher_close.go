package kafka

import (
	"context"
	"fmt"
	"sync/atomic"
)

// closing is the state of Publisher.Close.
type closing struct {
	begun atomic.Bool
	done  chan struct{} // closed when Close has finished
	err   error         // of Close; valid once done is closed
}

// Close stops accepting events, waits for accepted events as [Publisher.Flush] does, and
// closes the connections. Since Publisher.PublishAsync limits how long an event can stay
// pending, ctx does not need a deadline.
//
// If ctx ends first, the remaining events are abandoned: each pending call or callback
// receives an error that says whether publishing again is safe. Close then waits up to one
// second for the callbacks and returns a *[CloseError] with the number of abandoned events.
//
// Later calls to Publish fail immediately with [ErrClosed]. Later calls to Close wait for
// the first call and return the same result.
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
		return fmt.Errorf("kafka: another call to Close is still in progress: %w", context.Cause(ctx))
	}
}

func (p *Publisher) close(ctx context.Context) error {
	defer p.metrics.Unfollow(p.sender.Buffer)
	closed := p.sender.Close(ctx)
	if closed.Idle {
		p.txn.Close() // no call uses it any more
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

// CloseError reports that a publisher was closed before all accepted events were
// acknowledged or had failed. The pending calls and callbacks received their own errors.
type CloseError struct {
	Abandoned int         // events that were not acknowledged
	Retry     RetryAdvice // advice for publishing them again, for the worst case among them
	Waiting   int         // events whose callbacks have not returned
	Err       error       // why Close stopped waiting: the error of its ctx
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
