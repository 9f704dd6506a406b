package broker

import (
	"sync"
	"time"
)

// limits bound the resources that clients can take, whatever they send.
type limits struct {
	connections int           // maximum at a time; further ones are closed at once
	stall       time.Duration // maximum time in which a client may send nothing at first or within a request, not take a response, or wait for memory
	idle        time.Duration // maximum time in which a client may send nothing between requests
	small       int64         // bytes of a request, and of a response, that a connection may take in addition to memory
	memory      *memory       // for larger requests, of all connections together
	responses   *memory       // for larger responses, of all connections together
	oversize    chan struct{} // holds one element per response that may be sent beyond the limit, one after the other
}

// newLimits returns the limits of a broker: 1,000 × 64 KiB + 256 MiB for requests that are
// being read or answered, and the same again for their responses.
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
	freed chan struct{} // closed and replaced when bytes are released
}

func newMemory(bytes int64) *memory {
	return &memory{all: bytes, free: bytes, freed: make(chan struct{})}
}

// take waits until the given number of bytes is free, and takes them. It returns false if done is closed
// first, or if they are not free in time.
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

// tryTake takes the given number of bytes if they are free.
func (m *memory) tryTake(bytes int64) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.free < bytes {
		return false
	}
	m.free -= bytes
	return true
}

// reserve takes the wanted bytes, but no more than 1/32 of those that are free, so that
// others can take some too, and no less than least, even if they are not free.
func (m *memory) reserve(want, least int64) int64 {
	m.mu.Lock()
	defer m.mu.Unlock()
	bytes := max(least, min(want, m.free/32))
	m.free -= bytes
	return bytes
}

// give releases bytes. A negative number takes them, even if they are not free.
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
