package pair

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
)

// A machine has a clock that moves only when somebody works, and slow spells.
type machine struct {
	now     time.Time
	mallocs uint64                              // of 100 bytes each
	pace    func(elapsed time.Duration) float64 // how much slower than usual
	start   time.Time
}

func newMachine() *machine {
	return &machine{start: time.Unix(0, 0), now: time.Unix(0, 0), pace: func(time.Duration) float64 { return 1 }}
}

func (m *machine) meter(rounds int) *Meter {
	return &Meter{
		Rounds: rounds, Slice: 10 * time.Millisecond,
		Now:       func() time.Time { return m.now },
		Allocated: func() (mallocs, bytes uint64) { return m.mallocs, 100 * m.mallocs },
	}
}

// contender works for d at the usual pace, and allocates.
func (m *machine) contender(name string, d time.Duration, allocs uint64) Contender {
	return Contender{Name: name, Do: func() {
		m.now = m.now.Add(time.Duration(float64(d) * m.pace(m.now.Sub(m.start))))
		m.mallocs += allocs
	}}
}

func near(a, b, tolerance float64) bool { return math.Abs(a/b-1) <= tolerance }

func TestRatiosAndTimes(t *testing.T) {
	m := newMachine()
	got, err := m.meter(11).Run([]Contender{
		m.contender("ours", 500*time.Nanosecond, 1),
		m.contender("theirs", 1250*time.Nanosecond, 7),
		m.contender("floor", 50*time.Nanosecond, 0),
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []Figure{
		{Name: "ours", Ratio: 1, Low: 1, High: 1, NS: 500, Allocs: 1},
		{Name: "theirs", Ratio: 2.5, Low: 2.5, High: 2.5, NS: 1250, Allocs: 7},
		{Name: "floor", Ratio: 0.1, Low: 0.1, High: 0.1, NS: 50, Allocs: 0},
	}
	for i := range want {
		g, w := got[i], want[i]
		if g.Name != w.Name || g.Allocs != w.Allocs || !near(g.Ratio, w.Ratio, 1e-9) || !near(g.Low, w.Low, 1e-9) ||
			!near(g.High, w.High, 1e-9) || !near(g.NS, w.NS, 1e-9) {
			t.Errorf("got %+v, want %+v", g, w)
		}
	}
}

// Half of the time the machine is three times as slow, for 170 ms on end: many
// slices. Times suffer, ratios do not.
func TestSlowSpellsDoNotMoveTheRatio(t *testing.T) {
	m := newMachine()
	m.pace = func(elapsed time.Duration) float64 {
		if elapsed/(170*time.Millisecond)%2 == 1 {
			return 3
		}
		return 1
	}
	got, err := m.meter(51).Run([]Contender{m.contender("ours", time.Microsecond, 0), m.contender("theirs", 2*time.Microsecond, 0)})
	if err != nil {
		t.Fatal(err)
	}
	if g := got[1]; !near(g.Ratio, 2, 0.01) || !near(g.Low, 2, 0.01) || !near(g.High, 2, 0.01) {
		t.Errorf("ratio %v [%v, %v], want 2", g.Ratio, g.Low, g.High)
	}
}

// A spell that ends with the calibration does not shorten the slices.
func TestSpellsDuringCalibration(t *testing.T) {
	m := newMachine()
	m.pace = func(elapsed time.Duration) float64 {
		if elapsed < 10*time.Millisecond {
			return 10_000
		}
		return 1
	}
	calls := 0
	c := m.contender("ours", time.Microsecond, 0)
	work := c.Do
	c.Do = func() { calls++; work() }
	if _, err := m.meter(5).Run([]Contender{c}); err != nil {
		t.Fatal(err)
	}
	if calls < 5*10_000*8/10 {
		t.Errorf("worked %d times, want about 10000 in each of 5 slices", calls)
	}
}

func TestRatiosByTheByte(t *testing.T) {
	m := newMachine()
	small, large := m.contender("300 B", time.Microsecond, 2), m.contender("3 kB", 20*time.Microsecond, 60)
	small.Bytes, large.Bytes = 300, 3000
	got, err := m.meter(5).Run([]Contender{small, large})
	if err != nil {
		t.Fatal(err)
	}
	if g := got[1]; !near(g.Ratio, 2, 1e-9) || !near(g.NS, 20_000, 1e-9) || !near(g.MBps, 150, 1e-9) {
		t.Errorf("ratio %v, %v ns, %v MB/s, want 2, 20000 ns, 150 MB/s", g.Ratio, g.NS, g.MBps)
	}
	if g := got[1]; g.Bytes != 6000 || g.Memory != 3 {
		t.Errorf("%v bytes, %v times the memory, want 6000 and 3", g.Bytes, g.Memory)
	}
}

func TestAnotherProcessMeasuresItself(t *testing.T) {
	m := newMachine()
	other := Contender{Name: "node", Slice: func(n int) (time.Duration, error) { return time.Duration(n) * 3 * time.Microsecond, nil }}
	got, err := m.meter(5).Run([]Contender{m.contender("ours", time.Microsecond, 2), other})
	if err != nil {
		t.Fatal(err)
	}
	if g := got[1]; !near(g.Ratio, 3, 1e-9) || g.Allocs != Unknown {
		t.Errorf("ratio %v, %v allocations, want 3 and Unknown", g.Ratio, g.Allocs)
	}
}

func TestWrongResultsAreNotTimed(t *testing.T) {
	m := newMachine()
	wrong := m.contender("theirs", time.Microsecond, 0)
	wrong.Check = func() error { return errors.New("payload.title differs") }
	_, err := m.meter(5).Run([]Contender{m.contender("ours", time.Microsecond, 0), wrong})
	if err == nil || err.Error() != "theirs: payload.title differs" {
		t.Errorf("error %v", err)
	}
}

func TestResultsAreCheckedAfterTimingToo(t *testing.T) {
	m := newMachine()
	checks := 0
	drifting := m.contender("theirs", time.Microsecond, 0)
	drifting.Check = func() error {
		if checks++; checks > 1 {
			return errors.New("stopped working")
		}
		return nil
	}
	_, err := m.meter(5).Run([]Contender{m.contender("ours", time.Microsecond, 0), drifting})
	if err == nil || !strings.Contains(err.Error(), "stopped working") {
		t.Errorf("error %v", err)
	}
}

func TestOrderVariesByRoundAndNotByRun(t *testing.T) {
	first, second := order(15, 0), order(15, 1)
	if slices.Equal(first, second) {
		t.Errorf("rounds 0 and 1 have the same order %v", first)
	}
	if again := order(15, 0); !slices.Equal(first, again) {
		t.Errorf("round 0 has orders %v and %v", first, again)
	}
	if sorted := slices.Sorted(slices.Values(second)); sorted[0] != 0 || sorted[14] != 14 || len(slices.Compact(sorted)) != 15 {
		t.Errorf("not everyone has a turn: %v", second)
	}
}

func TestQuantile(t *testing.T) {
	for _, test := range []struct {
		values []float64
		q      float64
		want   float64
	}{
		{[]float64{3, 1, 2}, 0.5, 2},
		{[]float64{4, 1, 3, 2}, 0.5, 2.5},
		{[]float64{5, 1, 2, 3, 4}, 0.25, 2},
		{[]float64{5, 1, 2, 3, 4}, 0.75, 4},
		{[]float64{7}, 0.75, 7},
	} {
		if got := quantile(test.values, test.q); got != test.want {
			t.Errorf("quantile(%v, %v) = %v, want %v", test.values, test.q, got, test.want)
		}
	}
}

func TestGeometricMean(t *testing.T) {
	if got := GeometricMean([]float64{1, 2, 4}); !near(got, 2, 1e-9) {
		t.Errorf("got %v, want 2", got)
	}
}
