package broker

import (
	"sync"
	"time"
)

// limits bound what clients take of the process, whatever they send.
type limits struct {
	connections int           // at a time; more are closed at once
	stall       time.Duration // how long a client may send nothing within a request, or wait for memory
	small       int64         // bytes of a request that a connection may have beside memory
	memory      *memory       // for larger requests, of all connections together
}

// newLimits returns the limits of a broker: 1,000 × 64 KiB + 256 MiB for requests that
// are being read or answered.
func newLimits() *limits {
	return &limits{connections: 1000, stall: 30 * time.Second, small: 64 << 10, memory: newMemory(256 << 20)}
}

// memory is a number of bytes that connections share. It is safe for concurrent use.
type memory struct {
	mu    sync.Mutex
	free  int64
	freed chan struct{} // closed, and replaced, when some become free
}

func newMemory(bytes int64) *memory {
	return &memory{free: bytes, freed: make(chan struct{})}
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

// give gives bytes back.
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
