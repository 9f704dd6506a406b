package pair

import (
	"context"
	"errors"
	"testing"
	"time"
)

// The machine is three times as slow in every other round. Ratios of the same
// round do not see it, and the turns before the first round do not count.
func TestTurnsAreComparedWithinTheirRound(t *testing.T) {
	turns := 0
	contender := func(name string, each time.Duration) Contender {
		return Contender{Name: name, Bytes: 700, Slice: func(n int) (time.Duration, error) {
			round := turns / 2
			turns++
			if round == 0 {
				return time.Hour, nil
			}
			return time.Duration(n) * each * time.Duration(1+round%2*2), nil
		}}
	}
	got, err := Turns(t.Context(), []Contender{contender("ours", 10*time.Microsecond), contender("theirs", 25*time.Microsecond)}, 4, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if g := got[1]; g.Ratio != 2.5 || g.Low != 2.5 || g.High != 2.5 {
		t.Errorf("ratio %v [%v, %v], want 2.5", g.Ratio, g.Low, g.High)
	}
	if g := got[0]; g.Ratio != 1 || !near(g.NS, 20_000, 1e-9) || !near(g.MBps, 35, 1e-9) || g.Allocs != Unknown {
		t.Errorf("reference %+v, want 20000 ns: the median of 10 and 30 µs", g)
	}
	if turns != 10 {
		t.Errorf("%d turns, want 2 in each of 4 rounds and 2 before", turns)
	}
}

func TestTurnsEndWithTheFirstError(t *testing.T) {
	failing := Contender{Name: "theirs", Slice: func(int) (time.Duration, error) { return 0, errors.New("the broker is gone") }}
	wrong := Contender{Name: "ours", Slice: func(int) (time.Duration, error) { return 1, nil }, Check: func() error { return errors.New("3 records are missing") }}
	for want, c := range map[string]Contender{"theirs: the broker is gone": failing, "ours: 3 records are missing": wrong} {
		if _, err := Turns(t.Context(), []Contender{c}, 3, 10); err == nil || err.Error() != want {
			t.Errorf("error %v, want %s", err, want)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Turns(ended, []Contender{failing}, 3, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that the context has ended", err)
	}
}

func TestQuartiles(t *testing.T) {
	if low, median, high := Quartiles([]float64{5, 1, 2, 3, 4}); low != 2 || median != 3 || high != 4 {
		t.Errorf("got %v, %v, %v", low, median, high)
	}
}
