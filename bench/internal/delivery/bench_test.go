package delivery

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// tiny is enough to see that everything works.
var tiny = Sizes{Rounds: 1, Publish: 2000, Consume: 3000, Schedule: 400, Backlog: 4000, Backlogs: 1, Cold: 2000}

// Each case runs on the embedded broker in its own process, and has a figure for
// each of its sides.
func TestAllCases(t *testing.T) {
	addrs, stop, err := StartBroker()
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := stop(); err != nil {
			t.Error(err)
		}
	}()
	ctx, cancel := context.WithTimeout(t.Context(), 90*time.Second)
	defer cancel()
	want := map[string]int{"publish/async": 3, "publish/sync-256": 3, "consume": 4, "schedule": 2, "memory/fast": 2, "memory/slow": 2, "hot-key/within": 2, "hot-key/elsewhere": 2}
	for _, c := range Cases() {
		t.Run(c.Name, func(t *testing.T) {
			list, err := (&Bench{Brokers: addrs, Sizes: tiny}).Run(ctx, c)
			if err != nil {
				t.Fatal(err)
			}
			if len(list) != want[c.Name] || len(list) == 0 {
				t.Errorf("%d figures, want %d", len(list), want[c.Name])
			}
			claims := 0
			for _, f := range list {
				if !(f.Ratio > 0 && f.Low <= f.Ratio && f.Ratio <= f.High && f.PerSecond > 0) {
					t.Errorf("%+v", f)
				}
				if f.Claim != (Claim{}) {
					claims++
				}
			}
			if claims == 0 {
				t.Error("nothing is claimed")
			}
		})
	}
}

func TestClusterThatIsNotThere(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	_, err := (&Bench{Brokers: []string{"127.0.0.1:1"}, Sizes: tiny}).Run(ctx, Cases()[0])
	if err == nil || !errors.Is(err, context.DeadlineExceeded) && !strings.Contains(err.Error(), "127.0.0.1:1") {
		t.Errorf("error %v, want one about 127.0.0.1:1", err)
	}
}

// What a side's process dies of is said, and by whom.
func TestSideThatCannotStart(t *testing.T) {
	p, err := startSide(Settings{Side: "publish/by-pigeon"})
	if err != nil {
		t.Fatal(err)
	}
	_, err = p.take(turn{Records: 1})
	if err == nil || !strings.Contains(err.Error(), `publish/by-pigeon: exit status 1: no side is called "publish/by-pigeon"`) {
		t.Errorf("error %v", err)
	}
}
