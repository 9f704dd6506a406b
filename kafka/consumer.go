package kafka

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/deprecation"
	"github.com/mediamesh/events/kafka/internal/positions"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/twmb/franz-go/pkg/kgo"
)

// ErrNoHandlers says that a consumer has nothing to do.
var ErrNoHandlers = errors.New("kafka: the consumer has no handlers: call Handle, HandleAny or HandleTombstones before Run")

// Consumer reads events as a member of a group and calls their handlers.
type Consumer struct {
	config ConsumerConfig
	stats  stats
	life   life

	tracing *telemetry.Tracer
	metrics *telemetry.GroupMetrics

	// mu guards the fields below.
	mu       sync.Mutex
	handlers handlers
	wrong    error // the first registration that failed
	running  bool
}

// Stats counts records, since the consumer was made.
type Stats struct {
	Handled     int64 // given to a handler that returned nil; tombstones included
	DeadLetters int64 // written to a dead-letter topic
	Ignored     int64 // of types without a handler
	Retries     int64 // calls of handlers that failed and are to be repeated
	Skipped     int64 // by policy
	Reported    int64 // handled with violations, by policy
	Tombstones  int64 // without a value, which delete their key from a compacted topic, and without a handler for it: skipped
}

type stats struct{ handled, deadLetters, passed, retries, skipped, reported, tombstones atomic.Int64 }

// NewConsumer returns a consumer, whose handlers are yet to be set by [Handle],
// [HandleAny] and [HandleTombstones]. It does not connect. The error is a *[cluster.ConfigError].
func NewConsumer(config ConsumerConfig) (*Consumer, error) {
	config, err := config.complete()
	if err != nil {
		return nil, err
	}
	r := run{config: config}
	if err := kgo.ValidateOpts(r.options(nil)...); err != nil {
		return nil, connect.Unusable("ConsumerConfig", err)
	}
	metrics, err := telemetry.NewGroupMetrics(config.Metrics, config.Group, config.Registry)
	if err != nil {
		return nil, err
	}
	return &Consumer{config: config, tracing: telemetry.NewTracer(config.TracerProvider, config.Group, panicText), metrics: metrics}, nil
}

// Stats returns the counts so far. It may be called at any time.
func (c *Consumer) Stats() Stats {
	return Stats{
		Handled:     c.stats.handled.Load(),
		DeadLetters: c.stats.deadLetters.Load(),
		Ignored:     c.stats.passed.Load(),
		Retries:     c.stats.retries.Load(),
		Skipped:     c.stats.skipped.Load(),
		Reported:    c.stats.reported.Load(),
		Tombstones:  c.stats.tombstones.Load(),
	}
}

// Run consumes until ctx ends, and then returns nil: the handlers at work
// finish, what was handled is committed, and the group is left. See
// [Consumer.RunToEnd] for one that returns when all is handled.
//
// Records of one key, in one partition, are handled one after the other, in
// order; others at the same time, by as many workers as there are. While one
// waits for its next attempt, so do the later ones of its key, and no others. An
// offset is committed after its record, and all before it, were handled, passed
// over because no handler wants their type, skipped by policy, or acknowledged
// by the dead-letter topic. A commit tells which later ones were, too, so that
// who goes on from there need not deal with them again. So each record is dealt
// with at least once, and again if the process, or its membership in the group,
// ends before the commit.
//
// Brokers that fail while it runs are waited for, and a dead-letter topic that
// cannot be written. Run ends with an error where a policy is [PolicyStop]
// (*[HandlerError], *[RecordError]), and RunToEnd if a dead letter cannot
// be written (*[DeadLetterError]); the record that it is about is delivered
// again the next time. The other errors are those of registering handlers;
// [ErrNoHandlers]; [ErrRunning]; *[cluster.ConfigError], for topics that the types give;
// *[cluster.ConnectError], if no broker is reached at first; *[FetchError], if the
// cluster refuses; *[CommitError], if the last commit fails; and
// *[AbandonedError], if a handler does not end when its context does.
func (c *Consumer) Run(ctx context.Context) error { return c.run(ctx, false) }

// RunToEnd is [Consumer.Run] until the group has handled all that its topics held when it
// was called: for a job, or a test that has a service's consumer handle what is there.
func (c *Consumer) RunToEnd(ctx context.Context) error { return c.run(ctx, true) }

func (c *Consumer) run(ctx context.Context, toEnd bool) (err error) {
	topics, err := c.begin()
	if err != nil {
		return err
	}
	defer c.end()
	config := c.config
	r := &run{config: config, toEnd: toEnd, handlers: &c.handlers, stats: &c.stats, watch: new(connect.Watch), work: context.WithoutCancel(ctx), tracing: c.tracing, metrics: c.metrics, deprecations: deprecation.NewTracker(config.Registry)}
	r.redrives, r.logLimit = newVerifier(&r.config), telemetry.NewLogLimiter()
	ctx, r.stop = context.WithCancel(ctx)
	defer r.stop()
	r.scheduler, r.committer = newScheduler(ctx, &r.config), positions.Committer{Group: config.Group}
	r.order = newOrder(r)
	if config.Start == StartLatest {
		r.latest = positions.NewLatest(positions.LatestOptions{Wait: config.Retry.backoff, FirstRead: r.scheduler.FirstRead, StartAt: r.scheduler.StartAt})
	}
	if r.client, err = kgo.NewClient(r.options(topics)...); err != nil {
		return connect.Unusable("ConsumerConfig", err)
	}
	r.letters = newDeadLetterWriter(r)
	c.life.begin(r)
	defer func() { c.life.end(err) }()
	return r.run(ctx, topics)
}

// begin marks the consumer as running.
func (c *Consumer) begin() (topics []string, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.running:
		return nil, ErrRunning
	case c.wrong != nil:
		return nil, c.wrong
	}
	if topics, err = c.topics(); err == nil {
		c.running = true
		c.handlers.tombstones.begin(c.config.Registry, c.config.Naming)
	}
	return topics, err
}

func (c *Consumer) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running = false
}

// topics returns what to consume, each topic once.
func (c *Consumer) topics() ([]string, error) {
	types := c.handlers.types(c.config.Registry)
	if len(types) == 0 {
		return nil, ErrNoHandlers
	}
	topics := slices.Clone(c.config.Topics)
	if len(topics) == 0 {
		for _, t := range types {
			topic := c.config.Naming(t)
			if problem := cluster.TopicProblem(topic); problem != "" {
				return nil, &cluster.ConfigError{Field: "ConsumerConfig.Naming", Problem: fmt.Sprintf("gives for %s: %s", t.Name(), problem)}
			}
			topics = append(topics, topic)
		}
	}
	slices.Sort(topics)
	topics = slices.Compact(topics)
	for _, topic := range topics {
		dead := c.config.DeadLetterTopic(topic)
		if problem := cluster.TopicProblem(dead); problem != "" {
			return nil, &cluster.ConfigError{Field: "ConsumerConfig.DeadLetterTopic", Problem: fmt.Sprintf("gives for %s: %s", topic, problem)}
		}
		if slices.Contains(topics, dead) {
			return nil, &cluster.ConfigError{Field: "ConsumerConfig.DeadLetterTopic", Problem: fmt.Sprintf("gives for %s the topic %s, which is consumed itself", topic, dead)}
		}
	}
	return topics, nil
}

// register sets the handler for a type, or for the rest if t is nil.
func (c *Consumer) register(t events.Descriptor, p prepare) error {
	return c.change(func() error { return c.handlers.add(c.config.Registry, t, p) })
}

// change changes the handlers, unless the consumer runs.
func (c *Consumer) change(add func() error) error {
	c.mu.Lock()
	if c.running {
		c.mu.Unlock()
		return ErrRunning
	}
	err := add()
	c.mu.Unlock()
	if err != nil {
		return c.misregistered(err)
	}
	return nil
}

// misregistered keeps an error for Run.
func (c *Consumer) misregistered(err error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.wrong == nil {
		c.wrong = err
	}
	return err
}
