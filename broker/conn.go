package broker

import (
	"bufio"
	"errors"
	"io"
	"net"
	"runtime"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// errMalformed closes a connection that does not speak Kafka's protocol.
var errMalformed = errors.New("malformed request")

// conn is a client's connection as seen by the cluster. It checks requests, applies the
// [fixes] to them and to responses, and passes all others on unchanged. The cluster uses
// one reader and one writer per connection, which run concurrently.
type conn struct {
	net.Conn
	in *bufio.Reader

	frame   []byte // the unread rest of a request
	spoken  bool   // the client has sent a request
	current *exchange
	members memberTopics
	topics  *topicNames
	limits  *limits
	log     *logger // for malformed requests; may be nil

	done   chan struct{} // closed with the connection
	close  sync.Once
	closed func() // unless nil, called once closed or when its requests are done

	// mu guards the fields below.
	mu      sync.Mutex
	pending []*exchange // oldest first: the one being answered, and the one being read
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
	if len(c.frame) == 0 {
		if err := c.nextRequest(); err != nil {
			return 0, err
		}
	}
	n := copy(p, c.frame)
	c.frame = c.frame[n:]
	return n, nil
}

// nextRequest waits for the start of a request and applies its fix. The cluster may not yet
// have answered the previous one.
func (c *conn) nextRequest() error {
	c.settle()
	idle := c.limits.idle
	if !c.spoken {
		idle = c.limits.stall
	}
	if err := c.SetReadDeadline(time.Now().Add(idle)); err != nil {
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
	if _, ok := claims[header.key]; !ok {
		return errMalformed
	}
	cost := claimed(header.key, size)
	if header.key == kmsg.Produce.Int16() {
		if cost = decodedTwice * size; header.version > maxProduceVersion {
			return errMalformed // the cluster would panic
		}
	} else if size > maxOther {
		return errMalformed
	}
	e := &exchange{header: header}
	if cost > c.limits.small {
		cost = min(cost, c.limits.memory.all)
		if !c.limits.memory.take(cost, c.done, c.limits.stall) {
			return net.ErrClosed
		}
		e.taken = cost
	}
	if !c.begin(e) {
		return net.ErrClosed
	}
	fix := fixes[header.key]
	if err := c.readRequest(e, make([]byte, sizeLen+size), fix); err != nil {
		return err
	}
	for _, f := range []responseFix{fix.response, e.amend} {
		if f != nil {
			e.fixes = append(e.fixes, f)
		}
	}
	return nil
}

// readRequest reads the whole request, checks it and changes it. It releases the memory
// that the request might have claimed but did not.
func (c *conn) readRequest(e *exchange, frame []byte, fix fix) error {
	if _, err := io.ReadFull(stalling{c}, frame); err != nil {
		return err
	}
	fixed, bytes, err := c.fixRequest(e.header, frame, fix.request)
	switch {
	case err != nil:
		if c.log != nil {
			c.log.Logf(kfake.LogLevelDebug, "client %s: request of key %d, version %d, %d bytes: %v", c.RemoteAddr(), e.header.key, e.header.version, len(frame), err)
		}
		if e.taken > muchGarbage {
			runtime.GC() // before other requests may claim as much
		}
		return err
	case e.header.key != kmsg.Produce.Int16():
		c.keep(e, decodedTwice*(int64(len(frame))+bytes))
	}
	c.frame, c.spoken = fixed, true
	return nil
}

// muchGarbage is the number of bytes claimed by a malformed request above which the garbage
// is collected at once.
const muchGarbage = 16 << 20

// stalling reads from a client that must not pause for long.
type stalling struct{ *conn }

func (c stalling) Read(p []byte) (int, error) {
	if err := c.SetReadDeadline(time.Now().Add(c.limits.stall)); err != nil {
		return 0, err
	}
	return c.in.Read(p)
}

// Write writes a response. The cluster writes each response with a single call.
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
