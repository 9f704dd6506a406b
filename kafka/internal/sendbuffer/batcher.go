package sendbuffer

import (
	"context"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// hold is how long a call may wait to share a request while others are in flight.
	hold = 3 * time.Millisecond
	// resend is how long after a round the client is asked to send once more, if no call
	// has come: a record may linger since its partition was not known, has moved or has
	// more than a batch. From then on it is twice that, up to maxResend.
	resend    = 8 * hold
	maxResend = 64 * hold
)

// A Batcher coalesces concurrent calls into fewer produce requests. Calls that come while
// others are in flight are sent together: when they are as many, when those are
// acknowledged, or after a short time. A request costs the cluster and both ends much more
// than an event in it.
//
// A batcher begins rounds, one after the other, as long as there are calls. It is safe for
// concurrent use.
type Batcher struct {
	send func()        // has the client send what it has been given
	wake chan struct{} // gets a value if it may be time for the next round

	// mu guards what follows.
	mu       sync.Mutex
	running  bool
	round    int64 // of the calls that come now
	coming   int   // calls of this round
	inFlight int   // calls of earlier rounds that have not ended
	slow     int   // calls that have been in flight for a while: the next round does not wait for them
	fresh    int64 // the first round that is not slow
}

// NewBatcher returns a batcher that calls send once a round, from a goroutine of its own.
func NewBatcher(send func()) *Batcher {
	return &Batcher{send: send, wake: make(chan struct{}, 1)}
}

// Join adds a call whose records the client has been given. It returns the call's round,
// for leave.
func (b *Batcher) Join() int64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.coming++
	switch {
	case !b.running:
		b.running = true
		go b.run()
	case b.coming >= b.inFlight:
		b.wakeUp()
	}
	return b.round
}

// Leave ends a call of a round.
func (b *Batcher) Leave(round int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case round == b.round:
		b.coming--
		return
	case round >= b.fresh:
		b.inFlight--
	default:
		if b.slow--; b.slow > 0 {
			return
		}
	}
	if b.inFlight == 0 {
		b.wakeUp()
	}
}

func (b *Batcher) wakeUp() {
	select {
	case b.wake <- struct{}{}:
	default:
	}
}

// run sends round after round, as long as there are calls.
func (b *Batcher) run() {
	timer := time.NewTimer(maxResend)
	defer timer.Stop()
	ended, pause := false, hold // whether the timer has, and what it was set to
	for {
		came, waiting := b.next(ended)
		switch {
		case !waiting:
			return
		case came > 0:
			b.send()
			pause = hold
		case ended && pause >= resend:
			b.send()
			pause = min(2*pause, maxResend)
		case ended:
			pause = resend
		}
		timer.Reset(pause)
		select {
		case <-b.wake:
			ended = false
		case <-timer.C:
			ended = true
		}
	}
}

// next begins the next round, if there are calls for it. The rounds to come do not wait
// for those that were in flight until the timer ended: their broker may be slow, or hang.
func (b *Batcher) next(ended bool) (came int, waiting bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	select {
	case <-b.wake: // this is the time
	default:
	}
	if ended {
		b.slow, b.inFlight, b.fresh = b.slow+b.inFlight, 0, b.round
	}
	if came = b.coming; came > 0 {
		b.inFlight, b.coming = b.inFlight+came, 0
		b.round++
	}
	b.running = b.inFlight+b.slow > 0
	return came, b.running
}

// SendNow has a client send at once what it has, but not what it is given later.
func SendNow(client *kgo.Client) { _ = client.Flush(ended) }

// ended is a context that keeps a client from waiting.
var ended = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()
