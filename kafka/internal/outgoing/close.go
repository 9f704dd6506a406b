package outgoing

import (
	"context"
	"errors"
	"math"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/delivery"
)

// lastCalls is how long Close waits for the callbacks of events that were abandoned.
const lastCalls = time.Second

// abandonment is what becomes of events that are not settled when Close has no more time.
type abandonment struct {
	work   context.Context         // ends when events are abandoned
	begin  context.CancelCauseFunc // ends it
	ended  chan struct{}           // closed when the client can send nothing any more
	events atomic.Int64            // that were abandoned
	first  atomic.Int64            // the least number of produce requests that were sent before one of them
	unsure atomic.Bool             // a transaction among them may have been committed
}

func (a *abandonment) init() {
	a.ended = make(chan struct{})
	a.first.Store(math.MaxInt64)
	a.work, a.begin = context.WithCancelCause(context.Background())
}

// isAbandoned tells whether an answer of the client means that an event is, before
// which so many produce requests had been sent, and notes it.
func (a *abandonment) isAbandoned(err error, before int64) bool {
	if a.work.Err() == nil || !errors.Is(err, kgo.ErrClientClosed) {
		return false
	}
	a.events.Add(1)
	for first := a.first.Load(); before < first; first = a.first.Load() {
		a.first.CompareAndSwap(first, before)
	}
	return true
}

// result says of an event that was abandoned whether it may have been sent. That is
// known when nothing is sent any more.
func (a *abandonment) result(r delivery.Result, watch *connect.Watch) delivery.Result {
	<-a.ended
	r.Err, r.Retry = context.Cause(a.work), delivery.Safe
	if watch.Produced.Load() != r.Before {
		r.Retry = delivery.MayDuplicate
	}
	return r
}

// Work returns a context that ends when [Sender.Close] abandons events.
func (s *Sender) Work() context.Context { return s.abandoned.work }

// Abandon notes events that others have sent, and abandoned since [Sender.Work] ended.
func (s *Sender) Abandon(events int, retry delivery.Retry) {
	s.abandoned.events.Add(int64(events))
	if retry == delivery.MayDuplicate {
		s.abandoned.unsure.Store(true)
	}
}

// Closed is how a sender came to its end.
type Closed struct {
	Abandoned    int   // events that were not acknowledged
	MayDuplicate bool  // one of them may have been written
	Waiting      int   // events whose callbacks have not returned
	Late         error // why Close did not wait, nil if it did
	Idle         bool  // no call is under way
}

// Close admits no more events, waits until all others are settled, and closes the
// connections. If ctx ends first, the rest is abandoned, and Close waits a second more for
// callbacks. It is called once.
func (s *Sender) Close(ctx context.Context) Closed {
	s.Buffer.Close(false)
	late := s.Flush(ctx)
	if late != nil {
		s.abandoned.begin(&abandonedError{closed: s.config.Closed, err: late})
		s.Buffer.Close(true)
	}
	s.config.Client.Close() // which fails all records that it has
	s.config.Writers.Close()
	close(s.abandoned.ended)
	if late == nil {
		s.abandoned.begin(nil)
		return Closed{Idle: true}
	}
	within, cancel := context.WithTimeout(context.Background(), lastCalls)
	defer cancel()
	idle := s.Buffer.Flush(within) == nil
	return Closed{
		Abandoned: int(s.abandoned.events.Load()), Waiting: s.Buffer.Unsettled(), Late: late, Idle: idle,
		MayDuplicate: s.abandoned.unsure.Load() || s.config.Watch.Produced.Load() > s.abandoned.first.Load(),
	}
}

// abandonedError says why an event was not waited for.
type abandonedError struct{ closed, err error }

func (e *abandonedError) Error() string {
	return "the publisher was closed before it was acknowledged: " + e.err.Error()
}

func (e *abandonedError) Unwrap() []error { return []error{e.closed, e.err} }
