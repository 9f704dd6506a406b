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
	members   memberTopics
	topics    *topicNames
	limits    *limits
	taken     int64 // of the limits' memory, for the request that is read or answered

	done   chan struct{} // closed with the connection
	close  sync.Once
	closed func() // called once then, unless nil

	amend responseFix // of the request that is being fixed; set by its fix

	mu      sync.Mutex
	pending []exchange // requests whose responses are changed, oldest first
}

// exchange is a request that has not been answered.
type exchange struct {
	header requestHeader
	fixes  []responseFix
}

func newConn(c net.Conn, topics *topicNames, limits *limits) *conn {
	return &conn{Conn: c, in: bufio.NewReader(c), members: memberTopics{}, topics: topics, limits: limits, done: make(chan struct{})}
}

// Close closes the connection.
func (c *conn) Close() error {
	c.close.Do(func() {
		close(c.done)
		if c.closed != nil {
			c.closed()
		}
	})
	return c.Conn.Close()
}

// Read reads requests. It is not called again after an error.
func (c *conn) Read(p []byte) (int, error) {
	n, err := c.read(p)
	if err != nil {
		c.limits.memory.give(c.taken)
		c.taken = 0
	}
	return n, err
}

func (c *conn) read(p []byte) (int, error) {
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

// nextRequest waits for the start of a request and applies its fix. The cluster has
// answered the one before.
func (c *conn) nextRequest() error {
	c.limits.memory.give(c.taken)
	c.taken = 0
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
	if size > c.limits.small {
		if !c.limits.memory.take(cost, c.done, c.limits.stall) {
			return net.ErrClosed
		}
		c.taken = cost
	}
	if err := c.SetReadDeadline(time.Now().Add(c.limits.stall)); err != nil {
		return err
	}
	c.unread = sizeLen + size
	fix := fixes[header.key]
	c.amend = nil
	if fix.request != nil && size <= maxRewrite {
		if err := c.rewrite(header, fix); err != nil {
			return err
		}
	}
	c.expect(header, fix.response, c.amend)
	return nil
}

// rewrite reads the whole request and changes it.
func (c *conn) rewrite(header requestHeader, fix fix) error {
	frame := make([]byte, c.unread)
	if _, err := io.ReadFull(c.in, frame); err != nil {
		return err
	}
	c.unread = 0
	c.rewritten = c.fixRequest(header, frame, fix.request)
	return nil
}

// expect has the response to a request changed, unless both functions are nil.
func (c *conn) expect(header requestHeader, fix, amend responseFix) {
	e := exchange{header: header}
	for _, f := range []responseFix{fix, amend} {
		if f != nil {
			e.fixes = append(e.fixes, f)
		}
	}
	if len(e.fixes) == 0 {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pending = append(c.pending, e)
}

// Write writes a response. The cluster writes each one by a single call.
func (c *conn) Write(p []byte) (int, error) {
	e, ok := c.answered(p)
	if !ok {
		return c.Conn.Write(p)
	}
	if _, err := c.Conn.Write(c.fixResponse(e.header, p, e.fixes)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// answered returns the request that a response belongs to, if it is changed. The
// cluster answers the requests of a connection in order.
func (c *conn) answered(frame []byte) (exchange, bool) {
	if len(frame) < sizeLen+responseHeaderLen {
		return exchange{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.pending) == 0 || c.pending[0].header.correlation != responseCorrelation(frame) {
		return exchange{}, false
	}
	e := c.pending[0]
	c.pending = c.pending[1:]
	return e, true
}
