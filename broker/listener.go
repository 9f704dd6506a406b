package broker

import (
	"net"
	"sync/atomic"
)

// listener wraps each connection that it accepts in a [conn].
type listener struct {
	net.Listener
	topics *topicNames
	limits *limits
	open   *atomic.Int64 // connections
}

func newListener(l net.Listener, topics *topicNames, limits *limits) listener {
	return listener{l, topics, limits, new(atomic.Int64)}
}

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
