package broker

import (
	"errors"
	"time"
)

// responseCost is the memory that a response takes, as a multiple of its size: to build it,
// and for the buffer that it is written from.
const responseCost = 2

// errOverloaded closes a connection whose response does not fit in the remaining memory.
var errOverloaded = errors.New("no memory left for the response")

// exchange is a request that has not been answered yet.
type exchange struct {
	header   requestHeader
	fixes    []responseFix
	taken    int64     // taken from the limits' memory
	reserved int64     // taken from the limits' responses
	until    time.Time // deadline of the answer; zero if not known

	amend responseFix // set by the request's fix, for the response
}

// begin records a request being read, with the memory that it has taken.
func (c *conn) begin(e *exchange) bool {
	c.current = e
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.gone {
		c.limits.memory.give(e.taken)
		return false
	}
	c.pending = append(c.pending, e)
	return true
}

// keep releases the memory that a request has taken beyond what it needs.
func (c *conn) keep(e *exchange, bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if bytes <= c.limits.small {
		bytes = 0
	}
	if more := e.taken - bytes; more > 0 && !c.gone {
		e.taken = bytes
		c.limits.memory.give(more)
	}
}

// settle removes requests that were answered without a response. The cluster reads one
// request while it answers the previous one, but no further.
func (c *conn) settle() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for len(c.pending) > 1 {
		c.forget(c.pending[0])
		c.pending = c.pending[1:]
	}
}

// forget releases the memory that a request has taken.
func (c *conn) forget(e *exchange) {
	c.limits.memory.give(e.taken)
	c.limits.responses.give(e.reserved)
}

// answered returns the request that a response belongs to. The cluster answers the requests
// of a connection in order, but produce requests may have no response.
func (c *conn) answered(frame []byte) *exchange {
	if len(frame) < sizeLen+responseHeaderLen {
		return &exchange{}
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, e := range c.pending {
		if e.header.correlation == responseCorrelation(frame) {
			for _, before := range c.pending[:i] {
				c.forget(before)
			}
			c.pending = c.pending[i+1:]
			return e
		}
	}
	return &exchange{}
}

// admit takes memory for a response, beyond what was reserved for it. If there is none
// left, it lets one response through, so that one connection makes progress, and closes the
// connections of the others: waiting would keep their responses in memory.
func (c *conn) admit(e *exchange, size int64) (oversize, ok bool) {
	c.mu.Lock()
	extra := responseCost*size - c.limits.small - e.reserved - c.kept
	c.mu.Unlock()
	if extra <= 0 {
		return false, true
	}
	if c.limits.responses.tryTake(extra) {
		e.reserved += extra
		return false, true
	}
	select {
	case c.limits.oversize <- struct{}{}:
		return true, true
	default:
		return false, false
	}
}

// sent releases the memory of an answered request, except for the buffer of the largest
// response, which the cluster keeps for the connection.
func (c *conn) sent(e *exchange, size int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.forget(e)
	if buffer := size - c.limits.small; buffer > c.kept && !c.gone {
		c.limits.responses.give(c.kept - buffer)
		c.kept = buffer
	}
}

// abandon releases the memory of a closed connection, either at once or when the cluster
// has dropped its waiting requests, and then calls done.
func (c *conn) abandon(done func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.gone = true
	var wait time.Duration
	for _, e := range c.pending {
		wait = max(wait, time.Until(e.until))
	}
	left := c.pending
	c.pending = nil
	c.limits.responses.give(c.kept)
	c.kept = 0
	release := func() {
		for _, e := range left {
			c.forget(e)
		}
		done()
	}
	if wait > 0 {
		time.AfterFunc(wait, release)
	} else {
		release()
	}
}
