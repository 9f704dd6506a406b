package broker

import "net"

// listener wraps each connection that it accepts in a [conn].
type listener struct {
	net.Listener
	topics *topicNames
}

func (l listener) Accept() (net.Conn, error) {
	c, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return newConn(c, l.topics), nil
}
