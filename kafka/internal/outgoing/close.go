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

// lastCalls is how long Close waits for the callbacks of events that were given up.
const lastCalls = time.Second

// givingUp is what becomes of events that are not settled when Close has no more time.
type givingUp struct {
	work   context.Context         // ends when events are given up
	begin  context.CancelCauseFunc // ends it
	ended  chan struct{}           // closed when the client can send nothing any more
	events atomic.Int64            // that were given up
	first  atomic.Int64            // the least number of produce requests that were sent before one of them
	unsure atomic.Bool             // a transaction among them may have been committed
}

func (g *givingUp) init() {
	g.ended = make(chan struct{})
	g.first.Store(math.MaxInt64)
	g.work, g.begin = context.WithCancelCause(context.Background())
}

// isGivenUp tells whether an answer of the client means that an event is, before
// which so many produce requests had been sent, and notes it.
func (g *givingUp) isGivenUp(err error, before int64) bool {
	if g.work.Err() == nil || !errors.Is(err, kgo.ErrClientClosed) {
		return false
	}
	g.events.Add(1)
	for first := g.first.Load(); before < first; first = g.first.Load() {
		g.first.CompareAndSwap(first, before)
	}
	return true
}

// result says of an event that was given up whether it may have been sent. That is
// known when nothing is sent any more.
func (g *givingUp) result(r delivery.Result, watch *connect.Watch) delivery.Result {
	<-g.ended
	r.Err, r.Retry = context.Cause(g.work), delivery.Safe
	if watch.Produced.Load() != r.Before {
		r.Retry = delivery.MayDuplicate
	}
	return r
}

// Work returns a context that ends when [Sender.Close] gives events up.
func (s *Sender) Work() context.Context { return s.giving.work }

// GiveUp notes events that others have sent, and gave up since [Sender.Work] ended.
func (s *Sender) GiveUp(events int, retry delivery.Retry) {
	s.giving.events.Add(int64(events))
	if retry == delivery.MayDuplicate {
		s.giving.unsure.Store(true)
	}
}

// Closed is how a sender came to its end.
type Closed struct {
	GivenUp      int   // events that were not acknowledged
	MayDuplicate bool  // one of them may have been written
	Waiting      int   // events whose callbacks have not returned
	Late         error // why Close did not wait, nil if it did
	Idle         bool  // no call is under way
}

// Close admits no more events, waits until all others are settled, and closes the
// connections. If ctx ends first, the rest is given up, and Close waits a second more for
// callbacks. It is called once.
func (s *Sender) Close(ctx context.Context) Closed {
	s.Buffer.Close(false)
	late := s.Flush(ctx)
	if late != nil {
		s.giving.begin(&givenUpError{closed: s.config.Closed, err: late})
		s.Buffer.Close(true)
	}
	s.config.Client.Close() // which fails all records that it has
	s.config.Writers.Close()
	close(s.giving.ended)
	if late == nil {
		s.giving.begin(nil)
		return Closed{Idle: true}
	}
	within, cancel := context.WithTimeout(context.Background(), lastCalls)
	defer cancel()
	idle := s.Buffer.Flush(within) == nil
	return Closed{
		GivenUp: int(s.giving.events.Load()), Waiting: s.Buffer.Unsettled(), Late: late, Idle: idle,
		MayDuplicate: s.giving.unsure.Load() || s.config.Watch.Produced.Load() > s.giving.first.Load(),
	}
}

// givenUpError says why an event was not waited for.
type givenUpError struct{ closed, err error }

func (e *givenUpError) Error() string {
	return "the publisher was closed before it was acknowledged: " + e.err.Error()
}

func (e *givenUpError) Unwrap() []error { return []error{e.closed, e.err} }
