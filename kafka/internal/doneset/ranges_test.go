package doneset

import (
	"slices"
	"testing"
)

// TestStretches_With checks that adjacent ranges are merged, and ranges before the last are
// ignored.
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

// singleRanges returns n ranges of one record each, at every second offset starting with from.
func singleRanges(n int, from int64) (list Ranges) {
	for i := range int64(n) {
		list = append(list, Range{from + 2*i, from + 2*i + 1, 1})
	}
	return list
}
