package lanes

import (
	"context"
	"maps"
	"slices"
	"testing"
)

// holding returns a scheduler whose partitions of topic "t" hold that many records and bytes
// each.
func holding(most, mostBytes int, holds ...[2]int) *scheduler {
	s := newScheduler(context.Background(), most, mostBytes)
	for i, h := range holds {
		at := Place{"t", int32(i)}
		s.Assign([]Place{at})
		s.hold(s.partitions[at], h[0], h[1])
	}
	return s
}

// pauseOnly marks partitions as paused, whatever they hold.
func pauseOnly(s *scheduler, partitions ...int32) {
	for _, p := range partitions {
		s.setAside(s.partitions[Place{"t", p}])
	}
}

// TestBudget checks the limits of partitions that are not paused, depending on how many are
// paused and what those hold.
func TestBudget(t *testing.T) {
	for _, c := range []struct {
		name            string
		most, mostBytes int
		holds           [][2]int
		paused          []int32
		want            [3]int // records, bytes, partitions that are not paused
	}{
		{"no partition", 100, 1000, nil, nil, [3]int{100, 1000, 1}},
		{"none paused", 100, 1000, [][2]int{{90, 900}, {1, 1}, {1, 1}, {1, 1}}, nil, [3]int{100, 1000, 4}},
		{"paused, and holds nothing any more", 100, 1000, [][2]int{{0, 0}, {1, 1}, {1, 1}, {1, 1}}, []int32{0}, [3]int{100, 1000, 3}},
		{"paused, and holds records without bytes", 100, 1000, [][2]int{{20, 0}, {1, 1}, {1, 1}, {1, 1}}, []int32{0}, [3]int{75, 1000, 3}},
		{"the others get their share", 100, 1000, [][2]int{{20, 200}, {1, 1}, {1, 1}, {1, 1}}, []int32{0}, [3]int{75, 750, 3}},
		{"three quarters more than the whole may be held", 100, 1000, [][2]int{{80, 800}, {70, 690}, {1, 1}, {1, 1}}, []int32{0, 1}, [3]int{25, 260, 2}},
		{"the rest is small, but not below its floor", 100, 1000, [][2]int{{80, 800}, {70, 700}, {20, 300}, {1, 1}}, []int32{0, 1, 2}, [3]int{6, 62, 1}},
		{"all paused", 100, 1000, [][2]int{{20, 200}, {20, 200}}, []int32{0, 1}, [3]int{50, 500, 1}},
		{"one record is always allowed", 1, 1, [][2]int{{1, 1}, {1, 1}}, []int32{0}, [3]int{1, 1, 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := holding(c.most, c.mostBytes, c.holds...)
			pauseOnly(s, c.paused...)
			most, mostBytes, others := s.budget()
			if got := [3]int{most, mostBytes, others}; got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// TestRoom checks how many records may be fetched, depending on what is held and the size of
// records.
func TestRoom(t *testing.T) {
	for _, c := range []struct {
		name            string
		most, mostBytes int
		held, bytes     int
		typical         int
		want            int
	}{
		{"size unknown", 100, 1000, 0, 0, 0, firstRecords},
		{"size unknown, fewer allowed", 8, 1000, 0, 0, 0, 8},
		{"by records", 100, 1000, 40, 40, 1, 60},
		{"by bytes", 100, 1000, 0, 0, 100, 10},
		{"a quarter of the records is free", 100, 1000, 75, 0, 1, 25},
		{"less than a quarter of the records is free", 100, 1000, 76, 0, 1, 0},
		{"a quarter of the bytes is free", 100, 1000, 1, 750, 100, 2},
		{"less than a quarter of the bytes is free", 100, 1000, 1, 751, 100, 0},
		{"records larger than what is free", 100, 1000, 1, 0, 5000, 1},
		{"one record allowed", 1, 1000, 0, 0, 1, 1},
		{"one record allowed, and held", 1, 1000, 1, 1, 1, 0},
		{"one byte allowed", 100, 1, 0, 0, 1, 1},
		{"one byte allowed, and held", 100, 1, 1, 1, 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := holding(c.most, c.mostBytes, [2]int{c.held, c.bytes})
			s.typical, s.full = c.typical, c.want > 0
			if got := s.Room(); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
			if s.full != (c.want == 0) {
				t.Errorf("full: %v", s.full)
			}
		})
	}
}

func TestSized_FollowsLargerRecordsAtOnceAndSmallerOnesSlowly(t *testing.T) {
	var l load
	for _, c := range []struct{ bytes, want int }{{100, 100}, {164, 164}, {164, 164}, {100, 163}, {100, 163}, {35, 161}, {1000, 1000}} {
		l.sized(c.bytes)
		if l.typical != c.want {
			t.Errorf("after a record of %d bytes: %d, want %d", c.bytes, l.typical, c.want)
		}
	}
}

// ids returns the partitions of topic "t" in a set, sorted.
func ids(set map[string][]int32) []int32 { return slices.Sorted(slices.Values(set["t"])) }

// checkLoad checks that the totals equal the sums of the partitions.
func checkLoad(t *testing.T, s *scheduler) {
	t.Helper()
	var want load
	for p := range maps.Values(s.partitions) {
		if p.paused {
			want.aside, want.asideBytes = want.aside+p.held, want.asideBytes+p.bytes
		} else {
			want.held, want.bytes = want.held+p.held, want.bytes+p.bytes
		}
	}
	if s.held != want.held || s.bytes != want.bytes || s.aside != want.aside || s.asideBytes != want.asideBytes {
		t.Errorf("sums %+v, want %+v", s.load, want)
	}
}

// TestPause checks which partitions are paused when Room is 0.
func TestPause(t *testing.T) {
	for _, c := range []struct {
		name   string
		holds  [][2]int
		paused []int32
		want   []int32
	}{
		{"no partition", nil, nil, nil},
		{"one partition has no other to make room for", [][2]int{{100, 10_000}}, nil, nil},
		{"three quarters of the share are not enough", [][2]int{{25, 1}, {26, 1}, {0, 0}}, nil, []int32{1}},
		{"the same by bytes", [][2]int{{1, 2500}, {1, 2501}, {0, 0}}, nil, []int32{1}},
		{"several", [][2]int{{30, 1}, {1, 1}, {2, 2600}}, nil, []int32{0, 2}},
		{"the fullest, if none has its share", [][2]int{{3, 1}, {5, 1}, {4, 1}}, nil, []int32{1}},
		{"nothing is held", [][2]int{{0, 0}, {0, 0}}, nil, nil},
		{"paused before", [][2]int{{90, 1}, {4, 1}, {3, 1}}, []int32{0}, []int32{1}},
		// The other two share two thirds of 100, so the limit for pausing is 25 each.
		{"shares of those that are left", [][2]int{{30, 1}, {25, 1}, {24, 1}}, []int32{0}, []int32{1}},
		{"all paused before", [][2]int{{30, 1}, {25, 1}}, []int32{0, 1}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := holding(100, 10_000, c.holds...)
			pauseOnly(s, c.paused...)
			if got := ids(s.Pause()); !slices.Equal(got, c.want) {
				t.Errorf("paused %v, want %v", got, c.want)
			}
			for _, p := range append(c.want, c.paused...) {
				if !s.partitions[Place{"t", p}].paused {
					t.Errorf("partition %d is not paused", p)
				}
			}
			if n := s.pausedPartitions(); n != len(c.want)+len(c.paused) || s.Pausing() != (n > 0) {
				t.Errorf("%d are paused, want %d; pausing: %v", n, len(c.want)+len(c.paused), s.Pausing())
			}
			checkLoad(t, s)
		})
	}
}

// TestResume checks when a paused partition resumes: at half of its share and half of what it
// held when it was paused.
func TestResume(t *testing.T) {
	for _, c := range []struct {
		name        string
		then        int // records held when it was paused
		held, bytes int // held now
		want        bool
	}{
		{"half of its share", 50, 25, 2500, true},
		{"more records than half of its share", 60, 26, 1, false},
		{"more bytes than half of its share", 50, 1, 2501, false},
		{"half of what it held", 20, 10, 1, true},
		{"more than half of what it held", 20, 11, 1, false},
		{"nothing", 20, 0, 0, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := holding(100, 10_000, [2]int{c.then, 5000}, [2]int{7, 70})
			pauseOnly(s, 0)
			p := s.partitions[Place{"t", 0}]
			s.hold(p, c.held-c.then, c.bytes-5000)
			var want []int32
			if c.want {
				want = []int32{0}
			}
			if got := ids(s.Resume()); !slices.Equal(got, want) || p.paused == c.want {
				t.Errorf("resumed %v, want %v", got, want)
			}
			checkLoad(t, s)
			if got := s.Resume(); got != nil {
				t.Errorf("resumed %v once more", got)
			}
		})
	}
}
