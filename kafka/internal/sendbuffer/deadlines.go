package sendbuffer

import (
	"sync/atomic"
	"time"
)

// Shared is for how long the calls that begin have one deadline together: a timer for each
// would be a good part of what a call costs.
const Shared = time.Second

// Deadlines says when calls need not wait for the client any longer.
type Deadlines struct {
	After time.Duration // at least
	now   atomic.Pointer[deadline]
}

type deadline struct {
	until time.Time // calls that begin before have it
	done  chan struct{}
}

// Next returns a channel that is closed when the time of a call is over that begins now:
// after d.after at the earliest, and at most a second later.
func (d *Deadlines) Next() <-chan struct{} {
	now := time.Now()
	old := d.now.Load()
	if old != nil && now.Before(old.until) {
		return old.done
	}
	young := &deadline{until: now.Add(Shared), done: make(chan struct{})}
	if !d.now.CompareAndSwap(old, young) {
		return d.Next()
	}
	time.AfterFunc(d.After+Shared, func() { close(young.done) })
	return young.done
}
