package kafka

import (
	"context"
	"errors"
	"slices"
	"sync"
)

var (
	// errPending says that the client has a record and has not told of it.
	errPending = errors.New("not acknowledged")
	// errNoAnswer says that the client did not come back with an outcome.
	errNoAnswer = errors.New("no answer")
)

// fate is what became of an event.
type fate struct {
	err    error // nil is acknowledged
	retry  Retry // if there is an error
	before int64 // if it was abandoned: the produce requests sent before the event
}

// delivery collects the fates of one call's events.
type delivery struct {
	mu    sync.Mutex
	fates []fate
	open  int // events that the client has, and one for the caller until all are sent
	end   chan struct{}
}

func newDelivery(events int) *delivery {
	return &delivery{fates: make([]fate, events), open: 1, end: make(chan struct{})}
}

// sending notes that the client is given event i.
func (d *delivery) sending(i int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fates[i] = fate{err: errPending, retry: RetryMayDuplicate}
	d.open++
}

// settle notes the fate of event i.
func (d *delivery) settle(i int, f fate) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fates[i] = f
	d.close()
}

// sent notes that the client is given no more events, those from i on for the
// reason of err.
func (d *delivery) sent(i int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for ; i < len(d.fates); i++ {
		d.fates[i] = fate{err: err, retry: RetrySafe}
	}
	d.close()
}

func (d *delivery) close() {
	if d.open--; d.open == 0 {
		close(d.end)
	}
}

// wait returns the fates when there are all, or when ctx ends.
func (d *delivery) wait(ctx context.Context) []fate {
	select {
	case <-d.end:
	case <-ctx.Done():
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	list := slices.Clone(d.fates)
	for i, f := range list {
		if f.err == errPending {
			list[i].err = context.Cause(ctx)
		}
	}
	return list
}
