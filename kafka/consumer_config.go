package kafka

import (
	"cmp"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/prometheus/client_golang/prometheus"
	"go.opentelemetry.io/otel/trace"
)

const (
	defaultDrainTimeout     = 20 * time.Second
	defaultCommitInterval   = time.Second
	defaultHandlerTimeout   = time.Minute
	defaultWorkers          = 16
	defaultMaxInFlight      = 10_000
	defaultMaxInFlightBytes = 64 << 20
)

// Start is where a group begins that has committed nothing yet.
type Start int

const (
	// StartEarliest begins with the oldest record that the topic holds.
	StartEarliest Start = iota
	// StartLatest begins with what is published from now on. That moment is when the
	// group first reads the topic, and is kept in the metadata of its committed
	// offsets: a restart, a partition that is added and a topic that is created
	// later lose nothing, since they begin with the oldest record. A topic that the
	// group reads only later, and that is older than the group, begins then. A group
	// that committed offsets before that was kept begins, in partitions without one,
	// when it next runs.
	StartLatest
)

// Protocol is how the members of a group come to share its partitions.
type Protocol int

const (
	// ProtocolClassic is the protocol that all versions of Kafka know, in which a member
	// assigns the partitions, incrementally.
	ProtocolClassic Protocol = iota
	// ProtocolKIP848 is the protocol of Kafka 4.0 and later, in which the broker assigns
	// them, so that a member that is slow does not hold up the others. On older
	// clusters it is as Classic. Best from Kafka 4.3 on.
	ProtocolKIP848
)

// ConsumerConfig says what a [Consumer] consumes. Group and Registry must be
// set.
type ConsumerConfig struct {
	// Cluster is the cluster to consume from. Its ConnectTimeout bounds how long Run tries
	// to reach a first broker; Run waits for brokers that fail later. Client options that
	// commit by themselves or unblock rebalances break what [Consumer.Run] promises.
	// Default: a broker on this machine.
	Cluster cluster.Config
	// Group is the consumer group: its members share the work, and its offsets
	// outlive them. Required.
	Group string
	// Registry holds the event types that the service knows, and the
	// migrations between their versions. Required. Records of other types are
	// dead letters, those of known types without a handler are skipped.
	Registry *events.Registry
	// Topics are the topics to consume. Default: those that Naming gives for
	// the types that have handlers.
	Topics []string
	// Naming names a type's topic, if Topics is empty. Default [PerDomain].
	Naming Naming
	// DeadLetterTopic names the topic for the dead letters of a topic. Default:
	// the topic's name with ".dlq" behind it.
	DeadLetterTopic func(topic string) string
	// OtherDeadLetterTopics are the dead-letter topics of other groups, if they
	// differ from those of this group. The consumer skips records that were
	// redriven from these topics for other groups, as it does for its own
	// dead-letter topics. It handles records redriven from any other topic.
	// Default none.
	OtherDeadLetterTopics []string
	// Start is where a group begins in a topic that is new to it. Default
	// [StartEarliest]. A group whose
	// committed offset is gone begins with the oldest record in either case,
	// since repeating is better than losing.
	Start Start
	// Workers is how many handlers are called at once, over all partitions.
	// Events of one key are handled one after the other, in order, and others
	// at the same time, so handlers must be safe for concurrent use. 1 keeps the
	// order within each partition: while a record waits for its next attempt, so
	// do the later ones of its partition. Default 16.
	Workers int
	// MaxInFlight and MaxInFlightBytes bound the records that are held at once:
	// being handled, or waiting for a worker, for an earlier event of their key,
	// or for their next attempt. Beyond them nothing is fetched; a partition that
	// holds more than its share while nothing moves is paused, so that the others
	// go on, and all together hold at most twice as many. Decompressed batches take
	// at most twice MaxInFlightBytes, or 128 MiB if that is more, and 32 MiB. Default
	// 10,000 records, 64 MiB.
	MaxInFlight      int
	MaxInFlightBytes int
	// Retry says when a handler that fails is called again.
	Retry RetryPolicy
	// Middleware is put around each handler, the first outermost. It is for what
	// all handlers have in common; see also [WithMiddleware]. Default none.
	Middleware []Middleware
	// HandlerTimeout bounds one call of a handler, with its middleware: then its context ends, with
	// [context.DeadlineExceeded], and what it returns is an attempt that failed,
	// unless it is nil. -1 means no bound. Default 1 min.
	HandlerTimeout time.Duration
	// Policies say what is done with records that cannot be handled, by reason.
	// Default [PolicyDeadLetter], for each.
	Policies map[Reason]Policy
	// OnRefused is called with each record that cannot be handled, before what
	// Policies say is done with it, and again if it is delivered again. Handlers'
	// workers call it, several at once, and wait for it. Default none.
	OnRefused func(Refusal)
	// KeepOrder has later events of a key follow one that became a dead letter,
	// until that is redriven, so that none overtakes it. The consumer reads the
	// dead-letter topics when it is given a partition, to know which keys those
	// are. Default false: the next event of the key is handled.
	KeepOrder bool
	// Protocol is how the group's members share the partitions. All members
	// must use the same. Default [ProtocolClassic].
	Protocol Protocol
	// CommitInterval is how long handled records may go uncommitted, and so how
	// much of the past is handled again after a crash. Offsets are committed
	// as soon as there is nothing more to handle, too. What was handled behind a
	// record that is not done yet is written into the commit's metadata, which only
	// consumers of this package read. Default 1 s.
	CommitInterval time.Duration
	// DrainTimeout is what handlers at work have left when Run is asked to stop,
	// or partitions go to another member; then their contexts are cancelled, and
	// their records are delivered again. Default 20 s.
	DrainTimeout time.Duration
	// ZeroCopy lets the strings of an event be parts of its record's value:
	// decoding is faster, but a handler that keeps one string keeps all the
	// records that were fetched with it in memory. Default false.
	ZeroCopy bool
	// NoTopicCreation never asks the cluster to create a missing topic, the
	// dead-letter topic included. Default false, as for a publisher.
	NoTopicCreation bool
	// Logger gets dead letters and troubles with the cluster, never the values
	// of an event. Default slog.Default().
	Logger *slog.Logger
	// TracerProvider makes the spans of handlers' calls and dead letters; give
	// otel.GetTracerProvider() for the process's own. Default nil, which makes
	// none; a trace goes on all the same through what handlers publish.
	TracerProvider trace.TracerProvider
	// Metrics is where the consumer's metrics are registered, beside those of
	// others in the process. Default nil, which counts nothing but [Stats].
	Metrics prometheus.Registerer
}

// complete checks a config, and fills in its defaults. The first problem is returned.
func (c ConsumerConfig) complete() (ConsumerConfig, error) {
	connection, err := c.Cluster.Complete("ConsumerConfig.Cluster")
	c.Cluster = connection
	c.Middleware = slices.Clone(c.Middleware)
	if c.Naming == nil {
		c.Naming = PerDomain
	}
	if c.DeadLetterTopic == nil {
		c.DeadLetterTopic = func(topic string) string { return topic + deadletter.TopicSuffix }
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	wrong := func(wrong bool, field, problem string) error {
		if !wrong {
			return nil
		}
		return &cluster.ConfigError{Field: "ConsumerConfig." + field, Problem: problem}
	}
	err = cmp.Or(
		err,
		wrong(c.Group == "", "Group", "is empty: name the group that the service's instances share"),
		wrong(c.Registry == nil, "Registry", "is nil: want what the service knows, such as catalog.Registry()"),
		checkTopics("ConsumerConfig.Topics", c.Topics),
		wrong(c.Start != StartEarliest && c.Start != StartLatest, "Start", fmt.Sprintf("is %d: want StartEarliest or StartLatest", c.Start)),
		completeDuration(&c.CommitInterval, defaultCommitInterval, "ConsumerConfig.CommitInterval"),
		completeDuration(&c.DrainTimeout, defaultDrainTimeout, "ConsumerConfig.DrainTimeout"),
		completeTimeout(&c.HandlerTimeout, defaultHandlerTimeout, "ConsumerConfig.HandlerTimeout"),
		completeCount(&c.Workers, defaultWorkers, "ConsumerConfig.Workers"),
		completeCount(&c.MaxInFlight, defaultMaxInFlight, "ConsumerConfig.MaxInFlight"),
		completeCount(&c.MaxInFlightBytes, defaultMaxInFlightBytes, "ConsumerConfig.MaxInFlightBytes"),
		c.Retry.complete(),
		checkPolicies(c.Policies),
		checkMiddleware(c.Middleware),
		wrong(c.Protocol != ProtocolClassic && c.Protocol != ProtocolKIP848, "Protocol", fmt.Sprintf("is %d: want ProtocolClassic or ProtocolKIP848", c.Protocol)),
	)
	return c, err
}
