package delivery

import (
	"context"
	"slices"
	"sync"

	"github.com/mediamesh/events/kafka/internal/sendbuffer"
)

// A Collector gathers the results of one call's records.
type Collector struct {
	// mu guards the fields below.
	mu      sync.Mutex
	results []Result
	open    int           // records that the client holds, plus one until the caller has passed all
	end     chan struct{} // receives a value when open reaches 0

	// Set by Sent: the batcher whose requests the records share.
	batcher *sendbuffer.Batcher
	round   int64
}

var collectors = sync.Pool{New: func() any { return &Collector{end: make(chan struct{}, 1)} }}

// Collect returns a collector for that many records.
func Collect(records int) *Collector {
	c := collectors.Get().(*Collector)
	c.results, c.open, c.batcher = slices.Grow(c.results[:0], records)[:records], 1, nil
	clear(c.results)
	return c
}

// Sending marks record i as passed to the client.
func (c *Collector) Sending(i int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.results[i] = Result{Err: errPending, Retry: MayDuplicate}
	c.open++
}

// Settle sets the result of record i.
func (c *Collector) Settle(i int, r Result) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.results[i] = r
	c.close()
}

// Sent ends the passing of records to the client: those from i on fail with err. b sends the
// records that the client holds; it is nil if records do not linger.
func (c *Collector) Sent(i int, err error, b *sendbuffer.Batcher) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for ; i < len(c.results); i++ {
		c.results[i] = Result{Err: err, Retry: Safe}
	}
	if c.open > 1 && b != nil {
		c.batcher, c.round = b, b.Join()
	}
	c.close()
}

func (c *Collector) close() {
	if c.open--; c.open == 0 {
		if c.batcher != nil {
			c.batcher.Leave(c.round)
		}
		c.end <- struct{}{}
	}
}

// Wait returns the results once all are known, or when ctx ends or deadline is closed. Only in
// the first case may the collector be reused.
func (c *Collector) Wait(ctx context.Context, deadline <-chan struct{}) (results []Result, all bool) {
	var cause error
	select {
	case <-c.end:
		return c.results, true
	case <-ctx.Done():
		cause = context.Cause(ctx)
	case <-deadline:
		cause = ErrNoAnswer
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	list := slices.Clone(c.results)
	for i, r := range list {
		if r.Err == errPending {
			list[i].Err = cause
		}
	}
	return list, false
}

// Release returns a collector to the pool. Call it only after [Collector.Wait] has returned all
// results and these are no longer used.
func (c *Collector) Release() { collectors.Put(c) }
