package broker

import (
	"net"
	"sync/atomic"
)

// listener wraps each connection that it accepts in a [conn].
type listener struct {
	net.Listener
	addr   advertisedAddr
	topics *topicNames
	limits *limits
	open   *atomic.Int64 // connections
}

func newListener(l net.Listener, addr string, topics *topicNames, limits *limits) listener {
	return listener{l, advertisedAddr(addr), topics, limits, new(atomic.Int64)}
}

// Addr is what the cluster tells clients to connect to.
func (l listener) Addr() net.Addr { return l.addr }

// advertisedAddr is a "host:port" that clients reach.
type advertisedAddr string

// Network implements [net.Addr].
func (advertisedAddr) Network() string { return "tcp" }

// String implements [net.Addr].
func (a advertisedAddr) String() string { return string(a) }

func (l listener) Accept() (net.Conn, error) {
	for {
		c, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		if l.open.Add(1) > int64(l.limits.connections) {
			l.open.Add(-1)
			c.Close()
			continue
		}
		wrapped := newConn(c, l.topics, l.limits)
		wrapped.closed = func() { l.open.Add(-1) }
		return wrapped, nil
	}
}
