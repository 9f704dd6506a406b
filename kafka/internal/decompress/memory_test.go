package decompress

import (
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

// Small batches share a block: their memory is released when the block is collected.
func TestMemory_ReleasesSmallBatchesWithTheirBlock(t *testing.T) {
	m := newMemory(1 << 20)
	for range 2 {
		if _, err := m.copy(make([]byte, 100), costOf(100, 2)); err != nil {
			t.Fatal(err)
		}
	}
	if used, want := m.used.Load(), int64(2*(100+recordCost+2*headerCost)); used != want {
		t.Errorf("%d bytes are in use, want %d", used, want)
	}
	m.block = nil
	runtime.GC()
	select {
	case <-m.freed:
	case <-time.After(10 * time.Second):
		t.Fatal("it is not told that the block was collected")
	}
	if used := m.used.Load(); used != 0 {
		t.Errorf("%d bytes are still in use", used)
	}
}

// While memory is in use, the garbage collector runs at most once a pause, and only that call
// waits for it; others are rejected at once. The clock is fake.
func TestMemory_CollectsOncePerPause(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMemory(1000)
		if err := m.take(1000); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		for _, c := range []struct{ at, waited time.Duration }{
			{0, collectWait}, {collectWait, 0}, {collectPause - 1, 0}, {collectPause, collectWait}, {collectPause + collectWait, 0},
		} {
			time.Sleep(c.at - time.Since(start))
			before := time.Now()
			if err := m.take(1); !errors.Is(err, ErrBusy) {
				t.Fatalf("after %v: %v, want %v", c.at, err, ErrBusy)
			}
			if waited := time.Since(before); waited != c.waited {
				t.Errorf("after %v, it waits %v for the collector, want %v", c.at, waited, c.waited)
			}
		}
	})
}
