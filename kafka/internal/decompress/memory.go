package decompress

import (
	"bytes"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// memory accounts for decompressed batches until the garbage collector has freed them. Small
// batches share blocks.
type memory struct {
	budget int64
	used   atomic.Int64
	freed  chan struct{} // signals that a block or batch was collected

	// mu guards the fields below.
	mu        sync.Mutex
	block     []byte        // shared by small batches; its spare capacity is free
	cost      *atomic.Int64 // memory of the block's batches, with what the client allocates for their records
	collected time.Time     // last runtime.GC call
}

const (
	// blockSize is small, since a pending record keeps its whole block in memory.
	blockSize = 16 << 10
	// collectPause is the minimum time between two runtime.GC calls.
	collectPause = 100 * time.Millisecond
	// collectWait bounds the wait for memory to be freed after runtime.GC.
	collectWait = 50 * time.Millisecond
)

func newMemory(budget int64) *memory { return &memory{budget: budget, freed: make(chan struct{}, 1)} }

// copy copies a batch to memory that is accounted for with cost, which includes what the client
// allocates for its records. The error is [ErrBusy].
func (m *memory) copy(batch []byte, cost int64) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.take(cost); err != nil {
		return nil, err
	}
	if len(batch) > blockSize/4 {
		out := bytes.Clone(batch)
		m.watch(out, cost)
		return out, nil
	}
	if m.block == nil || len(batch) > cap(m.block)-len(m.block) {
		m.block, m.cost = make([]byte, 0, blockSize), new(atomic.Int64)
		runtime.AddCleanup(&m.block[:1][0], m.release, m.cost)
	}
	m.cost.Add(cost)
	at := len(m.block)
	m.block = append(m.block, batch...)
	return m.block[at:len(m.block):len(m.block)], nil
}

func (m *memory) take(cost int64) error {
	if !m.fits(cost) {
		m.collect(cost)
		if !m.fits(cost) && m.used.Load() > 0 {
			return ErrBusy
		}
	}
	m.used.Add(cost)
	return nil
}

// watch releases cost when batch, which is not empty, is collected.
func (m *memory) watch(batch []byte, cost int64) {
	charge := new(atomic.Int64)
	charge.Store(cost)
	runtime.AddCleanup(&batch[0], m.release, charge)
}

func (m *memory) fits(cost int64) bool { return m.used.Load()+cost <= m.budget }

// release subtracts the cost of a collected block or batch.
func (m *memory) release(cost *atomic.Int64) {
	m.used.Add(-cost.Load())
	select {
	case m.freed <- struct{}{}:
	default:
	}
}

// collect runs the garbage collector, and waits up to collectWait until cost fits.
func (m *memory) collect(cost int64) {
	if m.block = nil; time.Since(m.collected) < collectPause {
		return
	}
	runtime.GC()
	m.collected = time.Now()
	timer := time.NewTimer(collectWait)
	defer timer.Stop()
	for !m.fits(cost) {
		select {
		case <-m.freed:
		case <-timer.C:
			return
		}
	}
}
