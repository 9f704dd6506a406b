package kafka

import (
	"sync/atomic"
	"time"
)

// shared is how long calls may begin that have one cutoff together: a timer for
// each would be a good part of what a call costs.
const shared = time.Second

// cutoffs says when to wait no longer for the client.
type cutoffs struct {
	after time.Duration // at least
	now   atomic.Pointer[cutoff]
}

type cutoff struct {
	until time.Time // calls that begin before have it
	done  chan struct{}
}

// next returns a channel that is closed when the time of a call is over that
// begins now.
func (c *cutoffs) next() <-chan struct{} {
	now := time.Now()
	old := c.now.Load()
	if old != nil && now.Before(old.until) {
		return old.done
	}
	young := &cutoff{until: now.Add(shared), done: make(chan struct{})}
	if !c.now.CompareAndSwap(old, young) {
		return c.next()
	}
	time.AfterFunc(c.after+shared, func() { close(young.done) })
	return young.done
}
