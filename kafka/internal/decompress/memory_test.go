package decompress

import (
	"runtime"
	"testing"
	"time"
)

// Small batches have a common block: what they take is given back when it is collected.
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
