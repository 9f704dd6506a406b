package outgoing

import (
	"iter"
	"reflect"
	"runtime"
	"sync"

	"github.com/mediamesh/events/kafka/internal/sendbuffer"
)

// callbacks calls back, one after the other, beside the client: there a callback
// that publishes would wait for itself.
type callbacks struct {
	buffer *sendbuffer.Buffer
	chunk  int // so many events are settled at once

	// mu guards the fields below.
	mu      sync.Mutex
	waiting []*Event
	running bool
}

// add has an event's callback called.
func (c *callbacks) add(e *Event) {
	c.mu.Lock()
	c.waiting = append(c.waiting, e)
	start := !c.running
	c.running = true
	c.mu.Unlock()
	if start {
		go c.run()
	}
}

// run calls back until no event waits.
func (c *callbacks) run() {
	var list []*Event
	for {
		if list = c.next(list); len(list) == 0 {
			return
		}
		for rest := list; len(rest) > 0; {
			chunk := rest[:min(c.chunk, len(rest))]
			rest = rest[len(chunk):]
			for _, e := range chunk {
				e.callBack()
			}
			c.buffer.LeaveAll(roomOf(chunk))
			for _, e := range chunk {
				if e.result.Err == nil {
					e.Free()
				}
			}
		}
	}
}

// next returns who waits, and takes back the list that is done.
func (c *callbacks) next(done []*Event) []*Event {
	clear(done)
	c.mu.Lock()
	defer c.mu.Unlock()
	list := c.waiting
	c.waiting, c.running = done[:0], len(list) > 0
	return list
}

// roomOf lists the room that events take in the buffer.
func roomOf(list []*Event) iter.Seq2[*sendbuffer.Epoch, int] {
	return func(yield func(*sendbuffer.Epoch, int) bool) {
		for _, e := range list {
			if !yield(e.epoch, e.Size) {
				return
			}
		}
	}
}

func (e *Event) callBack() {
	var err error
	if e.result.Err != nil {
		err = e.sender.config.Failure(e, e.result)
	}
	e.Hooks.Call(err)
	e.callback(err)
}

// callingBack is the name of what calls all callbacks.
var callingBack = runtime.FuncForPC(reflect.ValueOf((*callbacks).run).Pointer()).Name()

// inCallback tells whether the caller is called by a callback, by looking who
// called it. That is slow, and only needed when the buffer is full. A callback is given no
// context, and Go has no other supported way to tell one goroutine from another.
func inCallback() bool {
	pcs := make([]uintptr, 64)
	for skip := 2; ; skip += len(pcs) {
		n := runtime.Callers(skip, pcs)
		frames := runtime.CallersFrames(pcs[:n])
		for {
			f, more := frames.Next()
			if f.Function == callingBack {
				return true
			}
			if !more {
				break
			}
		}
		if n < len(pcs) {
			return false
		}
	}
}
