package pair

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime/pprof"
	"time"
)

// Meter says how to measure.
type Meter struct {
	Rounds int           // how often each contender takes its turn
	Slice  time.Duration // how long a turn takes, roughly
	Now    func() time.Time
	// Mallocs counts all allocations of the process so far.
	Mallocs func() uint64
}

// Run measures the contenders. The first is the reference, to which the ratios
// are taken. A contender whose result is not right, before or after, is an error.
func (m *Meter) Run(contenders []Contender) ([]Figure, error) {
	turns := make([]int, len(contenders))
	for i := range contenders {
		c := &contenders[i]
		if err := c.check(); err != nil {
			return nil, err
		}
		n, err := m.calibrate(c)
		if err != nil {
			return nil, err
		}
		turns[i] = n
	}
	times := make([][]float64, len(contenders))
	for round := range m.Rounds {
		for _, i := range order(len(contenders), round) {
			d, err := m.turn(&contenders[i], turns[i])
			if err != nil {
				return nil, err
			}
			times[i] = append(times[i], float64(d.Nanoseconds())/float64(turns[i]))
		}
	}
	figures := make([]Figure, len(contenders))
	for i := range contenders {
		if err := contenders[i].check(); err != nil {
			return nil, err
		}
		figures[i] = figure(&contenders[i], &contenders[0], times[i], times[0])
		figures[i].Allocs = m.allocs(&contenders[i])
	}
	return figures, nil
}

// order is who comes when in a round: another order each time, so that nobody
// always follows the one who leaves the most garbage, and the same in each run.
func order(n, round int) []int {
	return rand.New(rand.NewPCG(uint64(n), uint64(round))).Perm(n)
}

// calibrate finds how often a contender does its work in one slice, and warms
// it up on the way.
func (m *Meter) calibrate(c *Contender) (int, error) {
	for n := 1; ; n *= 2 {
		d, err := m.turn(c, n)
		if err != nil {
			return 0, err
		}
		if d >= m.Slice/2 || n >= 1<<30 {
			return max(1, int(float64(n)*float64(m.Slice)/float64(max(d, 1)))), nil
		}
	}
}

// turn lets a contender work n times. Profiles tell contenders apart by the
// label "peer".
func (m *Meter) turn(c *Contender, n int) (d time.Duration, err error) {
	if c.Do == nil {
		if d, err = c.Slice(n); err != nil {
			return 0, fmt.Errorf("%s: %w", c.Name, err)
		}
		return d, nil
	}
	pprof.Do(context.Background(), pprof.Labels("peer", c.Name), func(context.Context) {
		start := m.Now()
		for range n {
			c.Do()
		}
		d = m.Now().Sub(start)
	})
	return d, nil
}

// allocs counts the allocations of one Do, Unknown for another process.
func (m *Meter) allocs(c *Contender) float64 {
	if c.Do == nil {
		return Unknown
	}
	const runs = 100
	before := m.Mallocs()
	for range runs {
		c.Do()
	}
	// As testing.AllocsPerRun does, the rest of the division is dropped: it
	// belongs to others, such as the runtime's own goroutines.
	return float64((m.Mallocs() - before) / runs)
}
