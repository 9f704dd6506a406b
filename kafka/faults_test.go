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
	release func()            // has them answered, and all later ones
}

func hangUp(t testing.TB, cluster *kfake.Cluster, key kmsg.Key) *hung {
	t.Helper()
	released := make(chan struct{})
	h := &hung{
		arrived: make(chan kmsg.Request, 100),
		release: sync.OnceFunc(func() { close(released) }),
	}
	t.Cleanup(h.release)
	cluster.ControlKey(int16(key), func(req kmsg.Request) (kmsg.Response, error, bool) {
		cluster.KeepControl()
		select {
		case <-released:
		default:
			h.arrived <- req
			cluster.SleepControl(func() { <-released })
		}
		return nil, nil, false
	})
	return h
}

// lossy is a network that loses the answer to a produce request when it is
// told to, and the connection with it.
type lossy struct{ lose atomic.Bool }

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
	produce atomic.Bool // the last request was one to produce
}

func (c *lossyConn) Write(p []byte) (int, error) {
	c.produce.Store(len(p) > 5 && p[4] == 0 && p[5] == byte(kmsg.Produce))
	return c.Conn.Write(p)
}

func (c *lossyConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p) // by now the broker has done its work
	if c.produce.Load() && c.of.lose.CompareAndSwap(true, false) {
		c.Close()
		return 0, net.ErrClosed
	}
	return n, err
}
