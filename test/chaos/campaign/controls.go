//go:build unix

package campaign

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/mediamesh/events/test/chaos/broken"
	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/cluster"
	"github.com/mediamesh/events/test/chaos/journal"
)

// Outcome is what the checker found of a control.
type Outcome struct {
	Flaw    broken.Flaw
	Verdict *check.Verdict
	Settled bool
}

// Caught reports whether the checker found the flaw.
func (o *Outcome) Caught() bool {
	return slices.ContainsFunc(o.Flaw.Faults, func(f check.Fault) bool { return o.Verdict.Faults[f] > 0 })
}

const (
	controlsAtOnce    = 4
	controlSampling   = 10 * time.Millisecond
	controlBudget     = 8 * time.Second // for a control to come to the end; some never do
	controlRecreation = time.Second     // for a publisher to go on
	controlDeadLetter = 700 * time.Millisecond
)

// Controls runs the broken variants, or the one that is named, and the sound
// one, each on an embedded broker of its own.
func Controls(ctx context.Context, dir, name string, progress io.Writer) ([]Outcome, error) {
	var flaws []broken.Flaw
	for _, f := range broken.Flaws {
		if name == "all" || f.Name == name || f.Sound() && f.Play == playOf(name) {
			flaws = append(flaws, f)
		}
	}
	outcomes := make([]Outcome, len(flaws))
	errs := make([]error, len(flaws))
	next := make(chan int)
	var running sync.WaitGroup
	for range controlsAtOnce {
		running.Go(func() {
			for i := range next {
				outcomes[i], errs[i] = control(ctx, filepath.Join(dir, "control-"+flaws[i].Name), flaws[i])
				if progress != nil && errs[i] == nil {
					fmt.Fprintf(progress, "control %q: %v\n", flaws[i].Name, outcomes[i].Verdict.Faults)
				}
			}
		})
	}
	for i := range flaws {
		next <- i
	}
	close(next)
	running.Wait()
	for i, err := range errs {
		if err != nil {
			return nil, fmt.Errorf("control %q: %w", flaws[i].Name, err)
		}
	}
	return outcomes, nil
}

// playOf returns what is done to a variant.
func playOf(name string) broken.Play {
	if f := broken.Find(name); f != nil {
		return f.Play
	}
	return broken.Crash
}

// control runs one variant: a publisher and a consumer, with what is done to them.
func control(ctx context.Context, dir string, flaw broken.Flaw) (o Outcome, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return o, err
	}
	on, err := cluster.StartEmbedded(dir)
	if err != nil {
		return o, err
	}
	defer on.Close()
	c := &broken.Config{Flaw: flaw.Name, Play: flaw.Play, Brokers: on.Addresses(), Dir: dir, Topic: check.Topic{
		Name: "events", Group: "group", DeadLetters: "events.dlq", KeepOrder: flaw.KeepOrder,
		Redriven: flaw.Play == broken.Redrives, Shared: flaw.Play == broken.Redrives,
	}}
	if err := c.Write(); err != nil {
		return o, err
	}
	out, err := journal.Open(c.HandledJournal())
	if err != nil {
		return o, err
	}
	defer out.Close()
	look, err := newObserver(c.Brokers, []check.Topic{c.Topic}, out)
	if err != nil {
		return o, err
	}
	defer look.close()
	if err := look.create(ctx, 1, creation{c.Topic.Name, broken.FirstPartitions, broken.MaxBytes}); err != nil {
		return o, err
	}
	watching, stop := context.WithCancel(ctx)
	var watch sync.WaitGroup
	watch.Go(func() { look.watch(watching, controlSampling) })
	st := &stage{Config: c, on: on, look: look}
	err = st.play(ctx)
	settled := err == nil && look.settle(ctx, controlBudget)
	stop()
	watch.Wait()
	st.stop()
	if err != nil {
		return o, err
	}
	if err := look.sample(ctx); err != nil {
		return o, err
	}
	checker := check.New(look.topics...)
	checker.Within = controlRecreation
	v, err := judge(ctx, checker, c.Brokers, []string{c.SentJournal()}, c.HandledJournal())
	return Outcome{Flaw: flaw, Verdict: v, Settled: settled}, err
}
