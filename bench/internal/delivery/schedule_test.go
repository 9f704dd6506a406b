package delivery

import (
	"math/rand/v2"
	"testing"
	"time"
)

func TestIdeal(t *testing.T) {
	for _, test := range []struct {
		name      string
		keys      []int
		durations []time.Duration
		workers   int
		want      time.Duration
	}{
		{"nothing", nil, nil, 3, 0},
		{"one worker does one after the other", []int{1, 2, 3}, []time.Duration{5, 7, 9}, 1, 21},
		{"enough workers: the longest", []int{1, 2, 3}, []time.Duration{5, 7, 9}, 3, 9},
		{"one key is a chain", []int{1, 1, 1}, []time.Duration{5, 7, 9}, 3, 21},
		{"the longest chain", []int{1, 2, 1, 2, 1}, []time.Duration{1, 2, 1, 2, 1}, 2, 4},
		{"the first ready piece comes first, not the longest chain", []int{1, 2, 3, 3}, []time.Duration{4, 4, 4, 4}, 2, 12},
		{"a piece whose key is busy is passed over", []int{1, 1, 2}, []time.Duration{10, 10, 10}, 2, 20},
		{"three on two workers", []int{1, 2, 3}, []time.Duration{6, 4, 3}, 2, 7},
	} {
		if got := ideal(test.keys, test.durations, test.workers); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

// A list schedule is at least the share of each worker and the longest chain,
// and, by Graham's bound, at most their sum.
func TestIdealIsWithinItsBounds(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		n, workers := 1+r.IntN(300), 1+r.IntN(20)
		keys, durations := make([]int, n), make([]time.Duration, n)
		chains := map[int]time.Duration{}
		var sum, longest time.Duration
		for i := range n {
			keys[i], durations[i] = r.IntN(1+n/5), time.Duration(r.IntN(1000))
			sum += durations[i]
			chains[keys[i]] += durations[i]
			longest = max(longest, chains[keys[i]])
		}
		share := sum / time.Duration(workers)
		if got := ideal(keys, durations, workers); got < max(share, longest) || got > share+longest+1 {
			t.Errorf("seed %d: %d, want from %d to %d", seed, got, max(share, longest), share+longest)
		}
	}
}
