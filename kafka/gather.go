package kafka

import (
	"context"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	// held is how long an event that somebody waits for may wait for company
	// while others are under way.
	held = 3 * time.Millisecond
	// again is after what time the client is told to send once more, if nobody has
	// come: a record may have begun to linger since, as its partition was not known,
	// has moved or has more than a batch. From then on it is twice that, at most rarely.
	again  = 8 * held
	rarely = 64 * held
)

// gather lets events that somebody waits for share requests: what comes while
// others are under way is sent together, when it is as many or those are
// acknowledged, or else after a moment. A request costs the cluster and both ends
// much more than an event in it, and with many callers each would soon wait for
// requests of a few events.
type gather struct {
	send func()        // what the client has been given
	wake chan struct{} // gets one if it may be time for the next round

	mu      sync.Mutex
	running bool
	round   int64 // of those who come now
	coming  int   // calls of this round
	away    int   // calls of earlier rounds that are not settled
	slow    int   // calls that have been away for a while, and hold up nobody
	fresh   int64 // the first round that is not slow
}

func newGather(send func()) *gather {
	return &gather{send: send, wake: make(chan struct{}, 1)}
}

// join has a call's records sent, which the client has been given. It returns the
// call's round.
func (g *gather) join() int64 {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.coming++
	switch {
	case !g.running:
		g.running = true
		go g.run()
	case g.coming >= g.away:
		g.hasten()
	}
	return g.round
}

// leave notes that a call of that round is settled.
func (g *gather) leave(round int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	switch {
	case round == g.round:
		g.coming--
		return
	case round >= g.fresh:
		g.away--
	default:
		if g.slow--; g.slow > 0 {
			return
		}
	}
	if g.away == 0 {
		g.hasten()
	}
}

func (g *gather) hasten() {
	select {
	case g.wake <- struct{}{}:
	default:
	}
}

// run sends round after round, until nobody waits.
func (g *gather) run() {
	timer := time.NewTimer(rarely)
	defer timer.Stop()
	ended, pause := false, held // whether the timer has, and what it was set to
	for {
		came, waiting := g.next(ended)
		switch {
		case !waiting:
			return
		case came > 0:
			g.send()
			pause = held
		case ended && pause >= again:
			g.send()
			pause = min(2*pause, rarely)
		case ended:
			pause = again
		}
		timer.Reset(pause)
		select {
		case <-g.wake:
			ended = false
		case <-timer.C:
			ended = true
		}
	}
}

// next begins the next round, if anybody came for it. Those who were away until
// the timer ended hold up nobody any more: their broker may be slow, or hang.
func (g *gather) next(ended bool) (came int, waiting bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-g.wake: // this is the time
	default:
	}
	if ended {
		g.slow, g.away, g.fresh = g.slow+g.away, 0, g.round
	}
	if came = g.coming; came > 0 {
		g.away, g.coming = g.away+came, 0
		g.round++
	}
	g.running = g.away+g.slow > 0
	return came, g.running
}

// unlinger has the client send at once what it has, but not what comes later.
func unlinger(client *kgo.Client) { _ = client.Flush(over) }

// over is a context that keeps a client from waiting.
var over = func() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}()
