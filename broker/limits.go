package broker

import (
	"sync"
	"time"
)

// limits bound what clients take of the process, whatever they send.
type limits struct {
	connections int           // at a time; more are closed at once
	stall       time.Duration // how long a client may send nothing at first and within a request, not take a response, or wait for memory
	idle        time.Duration // how long a client may send nothing between requests
	small       int64         // bytes of a request, and of a response, that a connection may have beside memory
	memory      *memory       // for larger requests, of all connections together
	responses   *memory       // for larger responses, of all connections together
	oversize    chan struct{} // holds one element per response that may be sent beyond that, one after the other
}

// newLimits returns the limits of a broker: 1,000 × 64 KiB + 256 MiB for requests that
// are being read or answered, and as much for their responses.
func newLimits() *limits {
	return &limits{
		connections: 1000, stall: 30 * time.Second, idle: 10 * time.Minute, small: 64 << 10,
		memory: newMemory(256 << 20), responses: newMemory(256 << 20), oversize: make(chan struct{}, 1),
	}
}

// memory is a number of bytes that connections share. It is safe for concurrent use.
type memory struct {
	all int64
	// mu guards the fields below.
	mu    sync.Mutex
	free  int64
	freed chan struct{} // closed, and replaced, when some become free
}

func newMemory(bytes int64) *memory {
	return &memory{all: bytes, free: bytes, freed: make(chan struct{})}
}

// take waits until so many bytes are free, and takes them. It returns false if done is
// closed first, or they are not free in time.
func (m *memory) take(bytes int64, done <-chan struct{}, within time.Duration) bool {
	late := time.NewTimer(within)
	defer late.Stop()
	for {
		m.mu.Lock()
		if m.free >= bytes {
			m.free -= bytes
			m.mu.Unlock()
			return true
		}
		freed := m.freed
		m.mu.Unlock()
		select {
		case <-freed:
		case <-done:
			return false
		case <-late.C:
			return false
		}
	}
}

// tryTake takes so many bytes if they are free.
func (m *memory) tryTake(bytes int64) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.free < bytes {
		return false
	}
	m.free -= bytes
	return true
}

// reserve takes what is wanted, but no more than one 32nd of what is free, so that
// something is left for others, and no less than least, free or not.
func (m *memory) reserve(want, least int64) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	bytes := max(least, min(want, m.free/32))
	m.free -= bytes
	return bytes
}

// give gives bytes back. A negative number is taken, free or not.
func (m *memory) give(bytes int64) {
	if bytes == 0 {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.free += bytes
	close(m.freed)
	m.freed = make(chan struct{})
}
