package events_test

import (
	"runtime"
	"testing"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/hostile"
	"github.com/mediamesh/events/wire"
)

// dearest is how often the allocated bytes of a normal event a hostile document
// may take, for one byte of it.
const dearest = 8

// A hostile document takes no more memory than its size is worth, whatever its
// shape and the verdict. bench asks the same of time, which no test can.
func TestHostileShapes_AllocateInProportionToSize(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector empties pools at random")
	}
	normal := example(t, "content.created full")
	unit := allocated(normal) / float64(len(normal))
	for _, s := range hostile.Shapes() {
		document := s.Document()
		_, err := catalog.Decode(document)
		if got := hostile.Of(err); got != s.Verdict {
			t.Errorf("%s: the document is %s, not %s", s.Name, got, s.Verdict)
		}
		if got := allocated(document) / float64(len(document)) / unit; got > dearest {
			t.Errorf("%s (%s): decoding allocates %.1f times what a normal event does, for one byte", s.Name, s.Why, got)
		}
	}
}

// Violations cost by their number, since they are what is asked for: in a
// small document there may be one every two bytes.
func TestViolationsOfASmallDocument(t *testing.T) {
	if raceDetector {
		t.Skip("the race detector empties pools at random")
	}
	for _, n := range []int{20, 100, 1000, 2000} {
		const most = 350 // bytes
		if got := allocated(hostile.Violations(n)) / float64(min(n, wire.MaxViolations)); got > most {
			t.Errorf("of %d violations each allocates %.0f bytes, want at most %d", n, got, most)
		}
	}
}

// allocated is how many bytes decoding the document allocates. A first run
// fills the pools; of several the least counts, since others may allocate
// meanwhile.
func allocated(document []byte) float64 {
	_, _ = catalog.Decode(document)
	least := ^uint64(0)
	var before, after runtime.MemStats
	for range 5 {
		runtime.ReadMemStats(&before)
		_, _ = catalog.Decode(document)
		runtime.ReadMemStats(&after)
		least = min(least, after.TotalAlloc-before.TotalAlloc)
	}
	return float64(least)
}
