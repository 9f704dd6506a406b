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
	"github.com/mediamesh/events/test/chaos/journal"
	"github.com/mediamesh/events/test/chaos/load"
)

const (
	partitions = 6
	// consumersOfATopic are running at all times, but for what is done to them.
	consumersOfATopic = 2
	// sources publish, the last of them by a raw client.
	sources = 3
	// keysInHand is how many keys a publisher sends events of at once.
	keysInHand = 120
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
	observer   *observer
	crew       *crew
	topics     []check.Topic
	consumers  []*worker
	publishers []*worker
	node       sync.Mutex // held by whoever breaks one

	mu   sync.Mutex
	done map[Act]int
}

// Run runs a campaign on a cluster.
func Run(ctx context.Context, config Config, on cluster.Cluster) (*Result, error) {
	began := time.Now()
	network, err := cluster.NewNetwork(on.Addresses())
	if err != nil {
		return nil, err
	}
	defer network.Close()
	out, err := journal.Open(load.HandledJournal(config.Dir))
	if err != nil {
		return nil, err
	}
	defer out.Close()
	r := &running{config: config, cluster: on, network: network, done: make(map[Act]int), crew: &crew{dir: config.Dir, journal: out}}
	r.load = configure(config, on, network)
	for _, t := range r.load.Topics {
		r.topics = append(r.topics, check.Topic{Name: t.Name, Group: t.Group, DeadLetters: t.DeadLetters, KeepOrder: t.KeepOrder})
	}
	if err := r.load.Write(); err != nil {
		return nil, err
	}
	if r.observer, err = newObserver(on.Addresses(), r.topics, out); err != nil {
		return nil, err
	}
	defer r.observer.close()
	if err := r.observer.create(ctx, partitions, int16(len(on.Addresses()))); err != nil {
		return nil, fmt.Errorf("creating the topics: %w", err)
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

// configure has one topic without KeepOrder and one with it, one group of the
// classic protocol and one of KIP-848, by the seed.
func configure(config Config, on cluster.Cluster, network *cluster.Network) *load.Config {
	// Names are a campaign's own, for clusters that have seen others.
	run := strconv.FormatUint(config.Seed, 10) + "-" + strconv.FormatInt(time.Now().Unix(), 36)
	c := &load.Config{
		Brokers: on.Addresses(), Routes: network.Routes(), Dir: config.Dir, Seed: config.Seed, Mix: load.Default,
		Sources: sources, Raw: 1, Keys: keysInHand, Events: config.Events / sources,
	}
	c.Rate = float64(c.Events) / config.Duration.Seconds() / 0.9
	for i, name := range []string{"plain", "ordered"} {
		prefix := "chaos-" + run + "-" + name + "."
		topic := prefix + "content.events"
		c.Topics = append(c.Topics, load.Topic{
			Prefix: prefix, Name: topic, DeadLetters: topic + ".dlq", Group: "chaos-" + run + "-" + name,
			KeepOrder: name == "ordered", KIP848: config.Seed%2 == uint64(i),
		})
	}
	return c
}

// consumer returns a consumer of a topic, not started yet.
func (r *running) consumer(topic int, name string) *worker {
	return &worker{crew: r.crew, role: check.Consumer, name: name, args: func(name string) []string {
		return []string{ConsumerRole, r.config.Dir, strconv.Itoa(topic), name}
	}}
}

// The first arguments of the processes.
const (
	ConsumerRole  = "consumer"
	PublisherRole = "publisher"
)

// hire starts the consumers and publishers.
func (r *running) hire() error {
	for t := range r.topics {
		for n := range consumersOfATopic {
			r.consumers = append(r.consumers, r.consumer(t, fmt.Sprintf("consumer-%d-%d", t, n)))
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
	watch.Go(func() { r.observer.watch(watching, sampleEvery) })
	defer watch.Wait()
	defer cancel()
	defer r.dismiss()
	if err := r.hire(); err != nil {
		return false, err
	}
	within, stop := context.WithTimeout(ctx, r.config.Duration)
	defer stop()
	r.carry(within, Plan(r.config.Seed, r.config.Duration*9/10, r.config.Every))
	r.say("nothing is broken any more; %d kills", r.crew.kills.Load())
	select {
	case <-within.Done():
	case <-ctx.Done():
		return false, ctx.Err()
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
	settled = r.observer.settle(ctx, quietBudget)
	r.say("the consumers are done: %v", settled)
	return settled, ctx.Err()
}

// dismiss stops all processes.
func (r *running) dismiss() {
	var stopping sync.WaitGroup
	for _, w := range slices.Concat(r.publishers, r.consumers) {
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
	if err := r.observer.sample(ctx); err != nil {
		return nil, fmt.Errorf("reading the last offsets: %w", err)
	}
	sent := make([]string, sources)
	for n := range sent {
		sent[n] = load.SentJournal(r.config.Dir, n)
	}
	c := check.New(r.topics...)
	_, c.Embedded = r.cluster.(*cluster.Embedded)
	return judge(ctx, c, r.cluster.Addresses(), sent, load.HandledJournal(r.config.Dir))
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
