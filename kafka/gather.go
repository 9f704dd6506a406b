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
	held = time.Millisecond
	// slowest is how often at least the client is told to send, as long as
	// somebody waits: a record whose partition was not known at first may linger.
	slowest = 64 * held
)

// gather lets events that somebody waits for share requests: what comes while
// others are under way is sent together, when it is as many or those are
// acknowledged, or else after a moment. A request costs the cluster and both ends
// much more than an event in it, and with many callers each would soon wait for
// requests of a few events.
type gather struct {
	send func()        // what the client has been given
	wake chan struct{} // gets one if the next round should not wait for its time

	mu      sync.Mutex
	running bool
	idle    bool  // nobody has come for a while
	round   int64 // of those who come now
	coming  int   // calls of this round
	away    int   // calls of earlier rounds that are not settled
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
	case g.idle, g.coming >= g.away:
		g.hasten()
	}
	return g.round
}

// leave notes that a call of that round is settled.
func (g *gather) leave(round int64) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if round == g.round {
		g.coming--
		return
	}
	if g.away--; g.away == 0 {
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
	timer := time.NewTimer(held)
	defer timer.Stop()
	for pause := held; ; {
		came, waiting := g.next()
		if !waiting {
			return
		}
		if came {
			pause = held
		} else {
			pause = min(2*pause, slowest)
		}
		g.send()
		timer.Reset(pause)
		select {
		case <-g.wake:
		case <-timer.C:
		}
	}
}

// next begins the next round. It returns whether anybody came for the last, and
// whether anybody waits at all.
func (g *gather) next() (came, waiting bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	came = g.coming > 0
	g.away, g.coming = g.away+g.coming, 0
	g.round++
	g.idle = !came
	g.running = g.away > 0
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
