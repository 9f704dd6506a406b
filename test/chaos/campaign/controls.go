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
	"github.com/mediamesh/events/test/chaos/process"
)

// Outcome is what the checker found of a control.
type Outcome struct {
	Flaw    broken.Flaw
	Verdict *check.Verdict
	Settled bool
}

// Caught tells that the checker found the flaw.
func (o *Outcome) Caught() bool {
	return slices.ContainsFunc(o.Flaw.Faults, func(f check.Fault) bool { return o.Verdict.Faults[f] > 0 })
}

const (
	controlsAtOnce    = 4
	controlSampling   = 10 * time.Millisecond
	controlBudget     = 8 * time.Second // for a control to come to the end; some never do
	controlDeadLetter = 700 * time.Millisecond
)

// Controls runs the broken variants, or the one that is named, and the sound
// one, each on an embedded broker of its own.
func Controls(ctx context.Context, dir, name string, progress io.Writer) ([]Outcome, error) {
	var flaws []broken.Flaw
	for _, f := range broken.Flaws {
		if f.Name == "" || name == "all" || f.Name == name {
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

// control runs one variant: a publisher and a consumer, which is killed when it
// has handled a third and started again; a second one joins at half; and at
// first the dead-letter topic takes nothing.
func control(ctx context.Context, dir string, flaw broken.Flaw) (o Outcome, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return o, err
	}
	on, err := cluster.StartEmbedded(dir)
	if err != nil {
		return o, err
	}
	defer on.Close()
	c := &broken.Config{Flaw: flaw.Name, Brokers: on.Addresses(), Dir: dir, Topic: check.Topic{
		Name: "events", Group: "group", DeadLetters: "events.dlq", KeepOrder: flaw.KeepOrder,
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
	if err := look.create(ctx, partitions, 1); err != nil {
		return o, err
	}
	watching, stop := context.WithCancel(ctx)
	var watch sync.WaitGroup
	watch.Go(func() { look.watch(watching, controlSampling) })
	settled, err := stage(ctx, c, on, look)
	stop()
	watch.Wait()
	if err != nil {
		return o, err
	}
	if err := look.sample(ctx); err != nil {
		return o, err
	}
	v, err := judge(ctx, check.New(c.Topic), c.Brokers, []string{c.SentJournal()}, c.HandledJournal())
	return Outcome{Flaw: flaw, Verdict: v, Settled: settled}, err
}

// stage plays what happens to a variant.
func stage(ctx context.Context, c *broken.Config, on cluster.Cluster, look *observer) (settled bool, err error) {
	if err := on.Break(cluster.Trouble{Kind: cluster.RefuseProduce, Topics: []string{c.Topic.DeadLetters}, For: controlDeadLetter}); err != nil {
		return false, err
	}
	publisher, err := process.Start(c.Dir, "publisher", broken.PublisherRole, c.Dir)
	if err != nil {
		return false, err
	}
	defer publisher.Kill()
	first, err := process.Start(c.Dir, "consumer-1", broken.ConsumerRole, c.Dir, "consumer-1")
	if err != nil {
		return false, err
	}
	until(ctx, c, broken.Events/3)
	first.Kill()
	for i, goal := range []int{broken.Events / 2, broken.Events} {
		name := fmt.Sprintf("consumer-%d", i+2)
		p, err := process.Start(c.Dir, name, broken.ConsumerRole, c.Dir, name)
		if err != nil {
			return false, err
		}
		defer func() { _ = p.Stop(stopBudget) }()
		if goal < broken.Events {
			until(ctx, c, goal)
		}
	}
	select {
	case <-publisher.Done():
	case <-time.After(controlBudget):
	}
	return look.settle(ctx, controlBudget), ctx.Err()
}

// until waits until so many events were handled, in one go or more.
func until(ctx context.Context, c *broken.Config, handled int) {
	ctx, cancel := context.WithTimeout(ctx, controlBudget)
	defer cancel()
	for ctx.Err() == nil {
		n := 0
		_ = journal.Read(c.HandledJournal(), func(w []string) error {
			if w[0] == journal.Handled {
				n++
			}
			return nil
		})
		if n >= handled {
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(5 * time.Millisecond):
		}
	}
}
