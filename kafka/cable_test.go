package kafka_test

import (
	"context"
	"net"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"
)

// A cable is a client's way to the cluster. To the cluster, a client whose cable
// is cut is one whose process was killed, or whose machine has gone.
type cable struct {
	mu     sync.Mutex
	isCut  bool
	spoken map[net.Conn]bool
}

func newCable() *cable { return &cable{spoken: make(map[net.Conn]bool)} }

func (c *cable) option() kgo.Opt { return kgo.Dialer(c.dial) }

func (c *cable) dial(ctx context.Context, network, host string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, host)
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case err != nil:
		return nil, err
	case c.isCut:
		conn.Close()
		return nil, net.ErrClosed
	}
	c.spoken[conn] = true
	return conn, nil
}

// cut ends all connections, and lets no others be made.
func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.isCut = true
	for conn := range c.spoken {
		conn.Close()
		delete(c.spoken, conn)
	}
}

func (c *cable) mend() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.isCut = false
}
