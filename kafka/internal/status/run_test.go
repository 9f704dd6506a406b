package status

import (
	"maps"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/lanes"
)

// TestRun_Lags counts the records of partitions that are not done, from what the
// group has committed where none was held yet.
func TestRun_Lags(t *testing.T) {
	at := func(p int32) lanes.Place { return lanes.Place{Topic: "t", Partition: p} }
	var r Run
	for p, high := range map[int32]int64{0: 10, 1: 10, 2: 10, 3: 10, 5: 10, 6: 0} {
		r.end(at(p), high)
	}
	committed := map[string]map[int32]kgo.EpochOffset{"t": {0: {Offset: 1}, 2: {Offset: 4}, 4: {Offset: 4}}}
	var progress []lanes.Progress
	for p, offset := range []int64{7, 12, -1, -1, 3, 0, 0} {
		progress = append(progress, lanes.Progress{Place: at(int32(p)), Offset: offset})
	}
	got := r.Lags(progress, committed)
	want := map[lanes.Place]int64{
		at(0): 3, // by what is done, not by what is committed
		at(1): 0, // done beyond the end that was last heard of
		at(2): 6, // by what is committed
		at(5): 10, at(6): 0,
	}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
