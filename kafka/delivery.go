package kafka

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/mediamesh/events/kafka/internal/sendbuffer"
)

var (
	// errPending says that the client has a record and has not told of it.
	errPending = errors.New("not acknowledged")
	// errNoAnswer says that the client did not come back with an outcome.
	errNoAnswer = errors.New("no answer")
)

// result is what became of an event.
type result struct {
	err    error       // nil is acknowledged
	retry  RetryAdvice // if there is an error
	before int64       // if it was given up: the produce requests sent before the event
}

// delivery collects the fates of one call's events.
type delivery struct {
	// mu guards the fields below.
	mu      sync.Mutex
	results []result
	open    int           // events that the client has, and one for the caller until all are sent
	end     chan struct{} // gets one when none is open

	// Once all are sent, whose requests they share.
	batcher *sendbuffer.Batcher
	round   int64
}

var deliveries = sync.Pool{New: func() any { return &delivery{end: make(chan struct{}, 1)} }}

func newDelivery(events int) *delivery {
	d := deliveries.Get().(*delivery)
	d.results, d.open, d.batcher = slices.Grow(d.results[:0], events)[:events], 1, nil
	clear(d.results)
	return d
}

// sending notes that the client is given event i.
func (d *delivery) sending(i int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.results[i] = result{err: errPending, retry: RetryMayDuplicate}
	d.open++
}

// settle notes the result of event i.
func (d *delivery) settle(i int, f result) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.results[i] = f
	d.close()
}

// sent notes that the client is given no more events, those from i on for the
// reason of err. b has those sent that it was given; it is nil where nothing
// lingers.
func (d *delivery) sent(i int, err error, b *sendbuffer.Batcher) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for ; i < len(d.results); i++ {
		d.results[i] = result{err: err, retry: RetrySafe}
	}
	if d.open > 1 && b != nil {
		d.batcher, d.round = b, b.Join()
	}
	d.close()
}

func (d *delivery) close() {
	if d.open--; d.open == 0 {
		if d.batcher != nil {
			d.batcher.Leave(d.round)
		}
		d.end <- struct{}{}
	}
}

// wait returns the fates when there are all, or when ctx ends or deadline is
// closed. Only if there are all can the delivery be used again.
func (d *delivery) wait(ctx context.Context, deadline <-chan struct{}) (fates []result, all bool) {
	var cause error
	select {
	case <-d.end:
		return d.results, true
	case <-ctx.Done():
		cause = context.Cause(ctx)
	case <-deadline:
		cause = errNoAnswer
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	list := slices.Clone(d.results)
	for i, f := range list {
		if f.err == errPending {
			list[i].err = cause
		}
	}
	return list, false
}
