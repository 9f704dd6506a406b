package kafka_test

import (
	"context"
	"net"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// hung is a cluster that does not answer requests of one kind.
type hung struct {
	arrived chan kmsg.Request // requests that hang

	mu       sync.Mutex
	open     bool
	released chan struct{}
	asleep   sync.WaitGroup
}

func hangUp(t testing.TB, cluster *kfake.Cluster, key kmsg.Key) *hung {
	t.Helper()
	h := &hung{arrived: make(chan kmsg.Request, 100), released: make(chan struct{})}
	t.Cleanup(func() {
		h.release()
		h.asleep.Wait() // kfake can hang when it is closed while one of these wakes up
	})
	cluster.ControlKey(int16(key), func(req kmsg.Request) (kmsg.Response, error, bool) {
		cluster.KeepControl()
		if h.sleeps() {
			defer h.asleep.Done()
			h.arrived <- req
			cluster.SleepControl(func() { <-h.released })
		}
		return nil, nil, false
	})
	return h
}

// release has the requests answered, and all later ones.
func (h *hung) release() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if !h.open {
		h.open = true
		close(h.released)
	}
}

func (h *hung) sleeps() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.open {
		return false
	}
	h.asleep.Add(1)
	return true
}

// lossy is a network that loses the answer to a request when it is told to, and
// the connection with it.
type lossy struct {
	lose atomic.Bool
	of   kmsg.Key // the kind of request, by default one to produce
	then func()   // is called when an answer has been lost, nil for nothing
}

func (l *lossy) dial(ctx context.Context, network, host string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, host)
	if err != nil {
		return nil, err
	}
	return &lossyConn{Conn: conn, of: l}, nil
}

type lossyConn struct {
	net.Conn
	of      *lossy
	produce atomic.Bool // a request of the kind was sent
}

func (c *lossyConn) Write(p []byte) (int, error) {
	if len(p) > 5 && p[4] == 0 && p[5] == byte(c.of.of) {
		c.produce.Store(true) // others may follow before it is answered
	}
	return c.Conn.Write(p)
}

func (c *lossyConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p) // by now the broker has done its work
	if c.produce.Load() && c.of.lose.CompareAndSwap(true, false) {
		if c.of.then != nil {
			c.of.then()
		}
		c.Close()
		return 0, net.ErrClosed
	}
	return n, err
}
