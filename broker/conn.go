package broker

import (
	"bufio"
	"errors"
	"io"
	"net"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// errMalformed closes a connection that does not speak Kafka's protocol.
var errMalformed = errors.New("malformed request")

// conn is a client's connection as the cluster sees it. It applies the [fixes]
// to requests and responses and passes all others through unchanged. The
// cluster uses one reader and one writer per connection, which run
// concurrently.
type conn struct {
	net.Conn
	in *bufio.Reader

	rewritten []byte // what is left to read of a request that a fix has changed
	unread    int64  // bytes left to read of a request that is passed through
	current   *exchange
	members   memberTopics
	topics    *topicNames
	limits    *limits

	done   chan struct{} // closed with the connection
	close  sync.Once
	closed func() // called once then, or when its requests are done, unless nil

	mu      sync.Mutex
	pending []*exchange // oldest first: the one that is answered, and the one that is read
	kept    int64       // of the limits' responses, for the cluster's buffer
	gone    bool        // closed
}

func newConn(c net.Conn, topics *topicNames, limits *limits) *conn {
	return &conn{Conn: c, in: bufio.NewReader(c), topics: topics, limits: limits, done: make(chan struct{})}
}

// Close closes the connection.
func (c *conn) Close() error {
	c.close.Do(func() {
		close(c.done)
		c.abandon(func() {
			if c.closed != nil {
				c.closed()
			}
		})
	})
	return c.Conn.Close()
}

// Read reads requests. The cluster closes the connection after an error.
func (c *conn) Read(p []byte) (int, error) {
	if len(c.rewritten) == 0 && c.unread == 0 {
		if err := c.nextRequest(); err != nil {
			return 0, err
		}
	}
	if len(c.rewritten) > 0 {
		n := copy(p, c.rewritten)
		c.rewritten = c.rewritten[n:]
		return n, nil
	}
	if err := c.SetReadDeadline(time.Now().Add(c.limits.stall)); err != nil {
		return 0, err
	}
	n, err := c.in.Read(p[:min(int64(len(p)), c.unread)])
	c.unread -= int64(n)
	return n, err
}

// nextRequest waits for the start of a request and applies its fix. The cluster may not
// have answered the one before.
func (c *conn) nextRequest() error {
	c.settle()
	if err := c.SetReadDeadline(time.Time{}); err != nil {
		return err
	}
	prefix, err := c.in.Peek(sizeLen)
	if err != nil {
		return err
	}
	size := frameSize(prefix)
	if size < requestHeaderLen || size > maxRequest {
		return errMalformed
	}
	if err := c.SetReadDeadline(time.Now().Add(c.limits.stall)); err != nil {
		return err
	}
	start, err := c.in.Peek(sizeLen + requestHeaderLen)
	if err != nil {
		return err
	}
	header := parseRequestHeader(start[sizeLen:])
	if kmsg.RequestForKey(header.key) == nil || header.key == kmsg.Produce.Int16() && header.version > maxProduceVersion {
		return errMalformed // the cluster would panic
	}
	cost := size
	if header.key != kmsg.Produce.Int16() {
		if cost = size * decodedCost; size > maxOther {
			return errMalformed
		}
	}
	e := &exchange{header: header}
	if size > c.limits.small {
		if !c.limits.memory.take(cost, c.done, c.limits.stall) {
			return net.ErrClosed
		}
		e.taken = cost
	}
	if !c.begin(e) {
		return net.ErrClosed
	}
	if err := c.SetReadDeadline(time.Now().Add(c.limits.stall)); err != nil {
		return err
	}
	c.unread = sizeLen + size
	fix := fixes[header.key]
	if header.key != kmsg.Produce.Int16() {
		if err := c.rewrite(header, fix); err != nil {
			return err
		}
	}
	for _, f := range []responseFix{fix.response, e.amend} {
		if f != nil {
			e.fixes = append(e.fixes, f)
		}
	}
	return nil
}

// rewrite reads the whole request, checks it and changes it.
func (c *conn) rewrite(header requestHeader, fix fix) error {
	frame := make([]byte, c.unread)
	if _, err := io.ReadFull(c.in, frame); err != nil {
		return err
	}
	c.unread = 0
	var err error
	c.rewritten, err = c.fixRequest(header, frame, fix.request)
	return err
}

// Write writes a response. The cluster writes each one by a single call.
func (c *conn) Write(p []byte) (int, error) {
	e := c.answered(p)
	defer c.sent(e, int64(len(p)))
	oversize, ok := c.admit(e, int64(len(p)))
	if !ok {
		return 0, errOverloaded
	}
	frame := p
	if len(e.fixes) > 0 {
		frame = c.fixResponse(e.header, p, e.fixes)
	}
	if err := c.SetWriteDeadline(time.Now().Add(c.limits.stall)); err != nil {
		return 0, err
	}
	_, err := c.Conn.Write(frame)
	if oversize {
		<-c.limits.oversize
		if err == nil {
			err = errOverloaded // the client has its response, but the cluster would keep the buffer
		}
	}
	if err != nil {
		return 0, err
	}
	return len(p), nil
}
