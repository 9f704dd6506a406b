package pair

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"runtime/pprof"
	"time"
)

// Meter says how to measure.
type Meter struct {
	Rounds int           // how often each contender takes its turn
	Slice  time.Duration // how long a turn takes, roughly
	Now    func() time.Time
	// Allocated counts all allocations of the process so far, and their bytes.
	Allocated func() (mallocs, bytes uint64)
}

// Run measures the contenders. The first is the reference, to which the ratios
// are taken. A contender whose result is not right, before or after, is an error.
func (m *Meter) Run(contenders []Contender) ([]Figure, error) {
	fastest := make([]float64, len(contenders))
	for i := range contenders {
		c := &contenders[i]
		err := c.check()
		if err == nil {
			fastest[i], err = m.calibrate(c)
		}
		if err != nil {
			return nil, err
		}
	}
	times := make([][]float64, len(contenders))
	for round := range m.Rounds {
		for _, i := range order(len(contenders), round) {
			ns, err := m.turn(&contenders[i], m.times(fastest[i]))
			if err != nil {
				return nil, err
			}
			times[i] = append(times[i], ns)
			fastest[i] = min(fastest[i], ns)
		}
	}
	figures := make([]Figure, len(contenders))
	for i := range contenders {
		if err := contenders[i].check(); err != nil {
			return nil, err
		}
		figures[i] = figure(&contenders[i], &contenders[0], times[i], times[0])
		figures[i].Allocs, figures[i].Bytes = m.allocs(&contenders[i])
		figures[i].Memory = memory(&contenders[i], &contenders[0], figures[i].Bytes, figures[0].Bytes)
	}
	return figures, nil
}

// order is who comes when in a round: another order each time, so that nobody
// always follows the one who leaves the most garbage, and the same in each run.
func order(n, round int) []int {
	return rand.New(rand.NewPCG(uint64(n), uint64(round))).Perm(n)
}

// times is how often work that takes ns fits in a slice.
func (m *Meter) times(ns float64) int { return max(1, int(float64(m.Slice.Nanoseconds())/ns)) }

// calibrate finds how long a contender's work takes when nobody disturbs it, and
// warms it up on the way. It takes the fastest of three turns: a spell in a
// single one would make all the slices to come too short, and those suffer from
// what the caches and the branch predictor have forgotten.
func (m *Meter) calibrate(c *Contender) (fastest float64, err error) {
	for n := 1; n < 1<<30; n *= 2 {
		fastest = math.Inf(1)
		for range 3 {
			ns, err := m.turn(c, n)
			if err != nil {
				return 0, err
			}
			fastest = min(fastest, ns)
		}
		if m.times(fastest) <= 4*n {
			break
		}
	}
	return fastest, nil
}

// turn lets a contender work n times, and returns how long it took for one, in
// nanoseconds. Profiles tell contenders apart by the label "peer".
func (m *Meter) turn(c *Contender, n int) (ns float64, err error) {
	var d time.Duration
	if c.Do == nil {
		if d, err = c.Slice(n); err != nil {
			return 0, fmt.Errorf("%s: %w", c.Name, err)
		}
	} else {
		pprof.Do(context.Background(), pprof.Labels("peer", c.Name), func(context.Context) {
			start := m.Now()
			for range n {
				c.Do()
			}
			d = m.Now().Sub(start)
		})
	}
	return max(1, float64(d.Nanoseconds())) / float64(n), nil
}

// allocs counts the allocations of one Do and their bytes, Unknown for another
// process.
func (m *Meter) allocs(c *Contender) (mallocs, bytes float64) {
	if c.Do == nil {
		return Unknown, Unknown
	}
	runs := uint64(25)
	if c.Bytes > 1<<14 {
		runs = 5 // of a large document the rest of others is nothing
	}
	mallocsBefore, bytesBefore := m.Allocated()
	for range runs {
		c.Do()
	}
	mallocsAfter, bytesAfter := m.Allocated()
	// As testing.AllocsPerRun does, the rest of the division is dropped: it
	// belongs to others, such as the runtime's own goroutines.
	return float64((mallocsAfter - mallocsBefore) / runs), float64((bytesAfter - bytesBefore) / runs)
}
