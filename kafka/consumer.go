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
	"github.com/mediamesh/events/kafka/internal/deprecation"
	"github.com/mediamesh/events/kafka/internal/dispatch"
	"github.com/mediamesh/events/kafka/internal/member"
	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// ErrNoHandlers is returned by Run if no handler is registered.
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
	handlers dispatch.Handlers
	wrong    error // the first registration that failed
	running  bool
}

// Stats counts records since the consumer was created.
type Stats struct {
	Handled     int64 // records whose handler returned nil, including tombstones
	DeadLetters int64 // written to a dead-letter topic
	Ignored     int64 // records of types without a handler, or redriven for other groups
	Retries     int64 // failed handler calls that will be retried
	Skipped     int64 // by policy
	Reported    int64 // handled with violations, by policy
	Tombstones  int64 // tombstones without a handler, which were skipped
}

type stats struct{ handled, deadLetters, passed, retries, skipped, reported, tombstones atomic.Int64 }

// NewConsumer returns a consumer without handlers. Register them with [Handle], [HandleAny]
// and [HandleTombstones]. It does not connect. The error is a *[cluster.ConfigError].
func NewConsumer(config ConsumerConfig) (*Consumer, error) {
	config, err := config.complete()
	if err != nil {
		return nil, err
	}
	if err := member.Check((&run{config: config}).membership(nil)); err != nil {
		return nil, err
	}
	metrics, err := telemetry.NewGroupMetrics(config.Metrics, config.Group, config.Registry)
	if err != nil {
		return nil, err
	}
	return &Consumer{config: config, tracing: telemetry.NewTracer(config.TracerProvider, config.Group, panicText), metrics: metrics}, nil
}

// Stats returns the counts so far. It is safe to call at any time, also while the consumer
// is running.
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

// Run consumes until ctx is done. It then waits for running handlers, commits the offsets
// of handled records, leaves the group and returns nil. [Consumer.RunToEnd] returns when
// everything has been handled.
//
// Records with the same key in a partition are handled one at a time, in order. Others are
// handled concurrently, by up to ConsumerConfig.Workers workers. While a record waits for
// its next attempt, only later records with the same key wait. An offset is committed once
// its record and all earlier records have been handled, ignored because their type has no
// handler, skipped by policy, or written to the dead-letter topic and acknowledged. The
// commit's metadata also records which later records are finished, so that the next
// consumer of the partition does not process them again. Each record is therefore processed
// at least once, and again if the process crashes or the consumer leaves the group before
// the commit.
//
// If brokers fail or a dead-letter topic cannot be written while Run is running, Run waits
// and retries. Run returns a *[HandlerError] or *[RecordError] where the policy is
// [PolicyStop]. RunToEnd also returns a *[DeadLetterError] if a dead letter cannot be
// written. In each case the record is redelivered on the next run. The other errors are
// those of registering handlers; [ErrNoHandlers]; [ErrRunning]; *[cluster.ConfigError] if
// Naming or DeadLetterTopic returns an invalid topic name; *[cluster.ConnectError] if no
// broker can be reached at startup; *[FetchError] if the cluster refuses a fetch;
// *[CommitError] if the final commit fails; and *[AbandonedError] if a handler does not
// return after its context is cancelled.
func (c *Consumer) Run(ctx context.Context) error { return c.run(ctx, false) }

// RunToEnd is like [Consumer.Run], but returns once the group has handled everything that
// was in its topics at the time of the call. It is meant for batch jobs and tests.
func (c *Consumer) RunToEnd(ctx context.Context) error { return c.run(ctx, true) }

func (c *Consumer) run(ctx context.Context, toEnd bool) (err error) {
	topics, err := c.begin()
	if err != nil {
		return err
	}
	defer c.end()
	r := &run{
		config: c.config, toEnd: toEnd, handlers: &c.handlers, stats: &c.stats,
		tracing: c.tracing, metrics: c.metrics, deprecations: deprecation.NewTracker(c.config.Registry),
	}
	defer func() { c.life.end(err) }()
	return r.run(ctx, topics, func() { c.life.begin(r.member) })
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
		c.handlers.Tombstones.Begin(c.config.Registry, c.config.Naming)
	}
	return topics, err
}

func (c *Consumer) end() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.running = false
}

// topics returns the sorted topics to consume, without duplicates.
func (c *Consumer) topics() ([]string, error) {
	types := c.handlers.Types(c.config.Registry)
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

// register sets the handler for a type, or the default handler if t is nil.
func (c *Consumer) register(t events.Descriptor, p dispatch.Prepare) error {
	return c.change(func() error { return c.handlers.Add(c.config.Registry, t, p) })
}

// change changes the handlers. It returns ErrRunning if the consumer is running.
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

// misregistered records a registration error, which Run returns.
func (c *Consumer) misregistered(err error) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.wrong == nil {
		c.wrong = err
	}
	return err
}
