//go:build unix

// Package campaign breaks a cluster, and the publishers and consumers on it,
// by plan, and has the outcome judged.
package campaign

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/mediamesh/events/test/chaos/check"
	"github.com/mediamesh/events/test/chaos/cluster"
	"github.com/mediamesh/events/test/chaos/load"
)

const (
	partitions = 6
	// sources publish, the last of them by a raw client.
	sources = 3
	// keysInHand is how many keys a publisher sends events of at once.
	keysInHand = 180
	// sampleEvery is how often committed offsets are looked at.
	sampleEvery = 100 * time.Millisecond
	stopBudget  = 15 * time.Second
	quietBudget = 2 * time.Minute // for all to be published and handled once nothing is broken any more
	readBudget  = 5 * time.Minute
)

// Config says what a campaign is.
type Config struct {
	Seed     uint64
	Duration time.Duration // that events are sent and things are broken
	Every    time.Duration // between two faults, on average
	Events   int           // to be sent at most
	Dir      string        // for journals, logs and the embedded broker's data
	Progress io.Writer     // for people; nil for none
}

// Result is what a campaign came to.
type Result struct {
	*check.Verdict
	Kills   int
	Pauses  int
	Ended   int // processes that ended with an error by themselves, and were started again
	Acts    map[Act]int
	Settled bool // all was published and handled in time, once nothing was broken any more
	Took    time.Duration
}

// running is a campaign at work.
type running struct {
	config     Config
	load       *load.Config
	cluster    cluster.Cluster
	network    *cluster.Network
	passes     []*pass
	crew       *crew
	consumers  []*worker
	publishers []*worker
	late       []*worker  // those of the consumers that a play starts
	node       sync.Mutex // held by whoever breaks one
	began      time.Time
	playing    sync.WaitGroup

	mu   sync.Mutex
	done map[Act]int
	err  error // of a play
}

// Run runs a campaign on a cluster.
func Run(ctx context.Context, config Config, on cluster.Cluster) (*Result, error) {
	began := time.Now()
	network, err := cluster.NewNetwork(on.Addresses())
	if err != nil {
		return nil, err
	}
	defer network.Close()
	r := &running{config: config, cluster: on, network: network, done: make(map[Act]int), crew: &crew{dir: config.Dir}}
	r.load = configure(config, on, network)
	if err := r.load.Write(); err != nil {
		return nil, err
	}
	if r.passes, err = passesOf(r.load, on.Addresses()); err != nil {
		return nil, err
	}
	for _, p := range r.passes {
		defer p.close()
		r.crew.journals = append(r.crew.journals, p.journal)
	}
	if err := r.passes[0].create(ctx, r.replicas(), topicsOf(r.load)...); err != nil {
		return nil, err
	}
	settled, err := r.run(ctx)
	if err != nil {
		return nil, err
	}
	verdict, err := r.judge(ctx)
	if err != nil {
		return nil, err
	}
	return &Result{
		Verdict: verdict, Kills: int(r.crew.kills.Load()), Pauses: int(r.crew.pauses.Load()), Ended: int(r.crew.ended.Load()),
		Acts: r.done, Settled: settled, Took: time.Since(began),
	}, nil
}

// consumer returns a consumer of a group, not started yet.
func (r *running) consumer(group int, name string) *worker {
	return &worker{crew: r.crew, role: check.Consumer, name: name, group: group, args: func(name string) []string {
		return []string{ConsumerRole, r.config.Dir, strconv.Itoa(group), name}
	}}
}

// The first arguments of the processes.
const (
	ConsumerRole  = "consumer"
	PublisherRole = "publisher"
	ReplayRole    = "replay"
	RedriveRole   = "redrive"
)

// hire starts the consumers and publishers.
func (r *running) hire() error {
	for i, g := range r.load.Groups {
		for n := range g.Members {
			w := r.consumer(i, fmt.Sprintf("consumer-%d-%d", i, n))
			if g.Latest {
				r.late = append(r.late, w)
			} else {
				r.consumers = append(r.consumers, w)
			}
		}
	}
	for n := range sources {
		r.publishers = append(r.publishers, &worker{crew: r.crew, role: check.Publisher, name: fmt.Sprintf("publisher-%d", n), args: func(string) []string {
			return []string{PublisherRole, r.config.Dir, strconv.Itoa(n)}
		}})
	}
	for _, w := range slices.Concat(r.consumers, r.publishers) {
		if err := w.start(); err != nil {
			return err
		}
	}
	return nil
}

// run publishes, consumes and breaks, until all is quiet again.
func (r *running) run(ctx context.Context) (settled bool, err error) {
	watching, cancel := context.WithCancel(ctx)
	var watch sync.WaitGroup
	for _, p := range r.passes {
		watch.Go(func() { p.watch(watching, sampleEvery) })
	}
	defer watch.Wait()
	defer cancel()
	defer r.dismiss()
	if err := r.hire(); err != nil {
		return false, err
	}
	within, stop := context.WithTimeout(ctx, r.config.Duration)
	defer stop()
	r.began = time.Now()
	r.play(within)
	r.carry(within, Plan(r.config.Seed, r.config.Duration*9/10, r.config.Every))
	r.say("nothing is broken any more; %d kills", r.crew.kills.Load())
	select {
	case <-within.Done():
	case <-ctx.Done():
		return false, ctx.Err()
	}
	if r.playing.Wait(); r.err != nil {
		return false, r.err
	}
	var stopping sync.WaitGroup
	for _, p := range r.publishers {
		stopping.Go(func() {
			if err := p.stop(quietBudget); err != nil {
				r.say("%v", err)
			}
		})
	}
	stopping.Wait()
	r.say("the publishers are done")
	settled = r.settle(ctx)
	r.say("the consumers are done: %v", settled)
	return settled, ctx.Err()
}

// dismiss stops all processes.
func (r *running) dismiss() {
	var stopping sync.WaitGroup
	for _, w := range slices.Concat(r.publishers, r.consumers, r.late) {
		stopping.Go(func() {
			if err := w.stop(stopBudget); err != nil {
				r.say("%v", err)
			}
		})
	}
	stopping.Wait()
}

// judge has the checker look at all that is left.
func (r *running) judge(ctx context.Context) (*check.Verdict, error) {
	ctx, cancel := context.WithTimeout(ctx, readBudget)
	defer cancel()
	if err := cluster.Reload(r.cluster); err != nil {
		return nil, err
	}
	sent := make([]string, sources)
	for n := range sent {
		sent[n] = load.SentJournal(r.config.Dir, n)
	}
	all := new(check.Verdict)
	for _, p := range r.passes {
		if err := p.sample(ctx); err != nil {
			return nil, fmt.Errorf("reading the last offsets: %w", err)
		}
		c := check.New(p.topics...)
		_, c.Embedded = r.cluster.(*cluster.Embedded)
		v, err := judge(ctx, c, r.cluster.Addresses(), sent, p.path)
		if err != nil {
			return nil, err
		}
		all.Add(v)
	}
	return all, nil
}

// judge feeds a checker.
func judge(ctx context.Context, c *check.Checker, brokers, sent []string, handled string) (*check.Verdict, error) {
	for _, path := range sent {
		if err := c.ReadSent(path); err != nil {
			return nil, err
		}
	}
	if err := c.ReadTopics(ctx, brokers); err != nil {
		return nil, err
	}
	if err := c.ReadHandled(handled); err != nil {
		return nil, err
	}
	return c.Verdict(), nil
}

func (r *running) say(format string, args ...any) {
	if r.config.Progress != nil {
		fmt.Fprintf(r.config.Progress, format+"\n", args...)
	}
}
