package doneset

import (
	"slices"
	"testing"
)

// TestStretches_With joins what adjoins, and leaves out what goes back.
func TestStretches_With(t *testing.T) {
	first := Range{10, 20, 1}
	for _, c := range []struct {
		add  Range
		want Ranges
	}{
		{Range{20, 21, 1}, Ranges{{10, 21, 1}}},
		{Range{20, 21, 2}, Ranges{first, {20, 21, 2}}},
		{Range{21, 22, 1}, Ranges{first, {21, 22, 1}}},
		{Range{19, 30, 1}, Ranges{first}},
		{Range{5, 6, 1}, Ranges{first}},
	} {
		if got := (Ranges{first}).With(c.add); !slices.Equal(got, c.want) {
			t.Errorf("with %v: %v, want %v", c.add, got, c.want)
		}
	}
}

// singleRanges returns stretches of one record each, every second one of a
// partition, from an offset on.
func singleRanges(n int, from int64) (list Ranges) {
	for i := range int64(n) {
		list = append(list, Range{from + 2*i, from + 2*i + 1, 1})
	}
	return list
}
