package broker

import (
	"errors"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// listener wraps each connection that it accepts in a [conn].
type listener struct {
	net.Listener
	addr   advertisedAddr
	topics *topicNames
	limits *limits
	open   *atomic.Int64 // connections
	log    *logger       // for malformed requests; may be nil

	closed chan struct{} // closed with the listener
	close  *sync.Once
}

const (
	minAcceptPause = 5 * time.Millisecond
	maxAcceptPause = time.Second
)

func newListener(l net.Listener, addr string, topics *topicNames, limits *limits) listener {
	return listener{l, advertisedAddr(addr), topics, limits, new(atomic.Int64), nil, make(chan struct{}), new(sync.Once)}
}

// Addr is the address that the cluster sends clients to.
func (l listener) Addr() net.Addr { return l.addr }

// advertisedAddr is a "host:port" that clients can reach.
type advertisedAddr string

// Network implements [net.Addr].
func (advertisedAddr) Network() string { return "tcp" }

// String implements [net.Addr].
func (a advertisedAddr) String() string { return string(a) }

// Close implements [net.Listener].
func (l listener) Close() error {
	l.close.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// Accept implements [net.Listener]. It fails only once the listener is closed, since the
// cluster stops accepting after any error. After transient errors, such as too many open
// files, it retries with increasing backoff.
func (l listener) Accept() (net.Conn, error) {
	pause := minAcceptPause
	for {
		c, err := l.Listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil, err
		}
		if err != nil {
			select {
			case <-l.closed:
				return nil, net.ErrClosed
			case <-time.After(pause):
			}
			pause = min(2*pause, maxAcceptPause)
			continue
		}
		pause = minAcceptPause
		if l.open.Add(1) > int64(l.limits.connections) {
			l.open.Add(-1)
			c.Close()
			continue
		}
		wrapped := newConn(c, l.topics, l.limits)
		wrapped.log = l.log
		wrapped.closed = func() { l.open.Add(-1) }
		return wrapped, nil
	}
}
