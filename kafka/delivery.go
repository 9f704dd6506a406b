package kafka

import (
	"context"
	"errors"
	"slices"
	"sync"
)

var (
	// errUnsent is the outcome of a record that the client was not given.
	errUnsent = errors.New("not sent")
	// errPending is the outcome of a record that the client has.
	errPending = errors.New("not acknowledged")
	// errNoAnswer says that the client did not come back with an outcome.
	errNoAnswer = errors.New("no answer")
)

// delivery collects what becomes of the records of one call.
type delivery struct {
	mu       sync.Mutex
	outcomes []error // nil is acknowledged
	open     int     // records that the client has, and one for the caller until all are sent
	end      chan struct{}
}

func newDelivery(records int) *delivery {
	return &delivery{outcomes: slices.Repeat([]error{errUnsent}, records), open: 1, end: make(chan struct{})}
}

// sending notes that the client is given record i.
func (d *delivery) sending(i int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.outcomes[i] = errPending
	d.open++
}

// sent notes the outcome of record i.
func (d *delivery) sent(i int, err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.outcomes[i] = err
	d.close()
}

// allSent notes that no more records will be given to the client.
func (d *delivery) allSent() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.close()
}

func (d *delivery) close() {
	if d.open--; d.open == 0 {
		close(d.end)
	}
}

// wait returns the outcomes when there are all, or when ctx ends.
func (d *delivery) wait(ctx context.Context) []error {
	select {
	case <-d.end:
	case <-ctx.Done():
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.outcomes)
}
