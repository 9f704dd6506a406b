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

// Start is where a group without committed offsets begins.
type Start int

const (
	// StartEarliest begins with the oldest record in the topic.
	StartEarliest Start = iota
	// StartLatest begins with records published after the group first reads the topic. That
	// time is stored in the metadata of the group's committed offsets, so no later records
	// are lost by a restart. Partitions that are added and topics that are created
	// afterwards are read from their oldest record. If the group starts to read an existing
	// topic later, it begins at that time. For a group that committed offsets with a
	// version of this package that did not store the time, partitions without a committed
	// offset begin at the group's next run.
	StartLatest
)

// Protocol is the Kafka protocol by which the members of a group share its partitions.
type Protocol int

const (
	// ProtocolClassic is the classic rebalance protocol, supported by all versions of
	// Kafka, in which a group member assigns the partitions. Rebalances are incremental
	// (cooperative).
	ProtocolClassic Protocol = iota
	// ProtocolKIP848 is the protocol of Kafka 4.0 and later, in which the broker assigns
	// partitions, so a slow member does not delay the others. On older clusters it behaves
	// like ProtocolClassic. Kafka 4.3 or later is recommended.
	ProtocolKIP848
)

// ConsumerConfig configures a [Consumer]. Group and Registry must be set.
type ConsumerConfig struct {
	// Cluster is the cluster to consume from. Its ConnectTimeout limits how long Run tries
	// to reach a broker at startup. If brokers fail later, Run waits for them. Client
	// options that enable automatic commits or allow rebalances during processing break the
	// guarantees of [Consumer.Run]. Default: a broker on localhost (127.0.0.1:9092).
	Cluster cluster.Config
	// Group is the name of the consumer group. Its members share the partitions, and its
	// committed offsets remain when they leave. Required.
	Group string
	// Registry holds the event types that the service knows, and the migrations between
	// their versions. Required. Records of unknown types are dead-lettered. Records of
	// known types without a handler are ignored (Stats.Ignored).
	Registry *events.Registry
	// Topics are the topics to consume. Default: the topics that Naming returns for the
	// types that have handlers.
	Topics []string
	// Naming determines the topic of each type if Topics is empty. Default [PerDomain].
	Naming Naming
	// DeadLetterTopic returns the name of a topic's dead-letter topic. Default: the topic's
	// name followed by ".dlq".
	DeadLetterTopic func(topic string) string
	// OtherDeadLetterTopics are the dead-letter topics of other groups, if they
	// differ from those of this group. The consumer skips records that were
	// redriven from these topics for other groups, as it does for its own
	// dead-letter topics. It handles records redriven from any other topic.
	// Default none.
	OtherDeadLetterTopics []string
	// Start is where the group begins to read a topic for which it has no committed offset.
	// Default [StartEarliest]. If the committed offset no longer exists in the topic, the
	// group always continues with the oldest record, since processing records twice is
	// better than losing them.
	Start Start
	// Workers is the maximum number of concurrent handler calls across all partitions.
	// Events with the same key are handled one at a time, in order. Other events are
	// handled concurrently, so handlers must be safe for concurrent use. With 1, records
	// are handled in partition order: while a record waits for its next attempt, all later
	// records of its partition wait too. Default 16.
	Workers int
	// MaxInFlight and MaxInFlightBytes limit the records held in memory: those being
	// handled and those waiting for a worker, for an earlier event with the same key, or
	// for their next attempt. At the limit, fetching stops. If no progress is made,
	// partitions that hold more than their share are paused so that the others can
	// continue; the total can then reach twice the limit. Decompressed batches use at most
	// 32 MiB plus the larger of 128 MiB and twice MaxInFlightBytes. Default 10,000 records,
	// 64 MiB.
	MaxInFlight      int
	MaxInFlightBytes int
	// Retry determines whether and when a failed handler is called again.
	Retry RetryPolicy
	// Middleware wraps every handler; the first is the outermost. Use it for code that all
	// handlers share; see also [WithMiddleware]. Default none.
	Middleware []Middleware
	// HandlerTimeout limits one call of a handler including its middleware. When it
	// expires, the handler's context ends with [context.DeadlineExceeded]. An error that
	// the handler then returns counts as a failed attempt; nil still counts as success. -1
	// means no timeout. Default 1 min.
	HandlerTimeout time.Duration
	// Policies maps each reason to what the consumer does with records that cannot be
	// handled for that reason. Default: [PolicyDeadLetter] for every reason.
	Policies map[Reason]Policy
	// OnRefused is called with each record that cannot be handled, before its policy is
	// applied, and again if the record is redelivered. Workers call it concurrently and
	// wait for it to return. Default none.
	OnRefused func(Refusal)
	// With KeepOrder, later events of a key whose event was dead-lettered are
	// dead-lettered too ([ReasonKeyBlocked]) until that event is redriven or discarded,
	// so that no event overtakes it. When a partition is assigned to the consumer, it
	// reads the dead-letter topics to find the blocked keys. Default false: later events
	// of the key are handled.
	KeepOrder bool
	// Protocol is the group protocol that assigns partitions to members. All members must
	// use the same. Default [ProtocolClassic].
	Protocol Protocol
	// CommitInterval is the maximum time between handling a record and committing its
	// offset. It limits how many records are handled again after a crash. Offsets are also
	// committed as soon as no records are left to handle. Records that were handled ahead
	// of an unfinished record are listed in the commit's metadata, which only this
	// package's consumers read. Default 1 s.
	CommitInterval time.Duration
	// DrainTimeout is how long running handlers may continue after Run is asked to stop or
	// their partition is revoked. After that, their contexts are cancelled and their
	// records are redelivered. Default 20 s.
	DrainTimeout time.Duration
	// ZeroCopy makes the strings of an event share memory with its record's value. Decoding
	// is faster, but a handler that retains one string keeps the whole fetched batch in
	// memory. Default false.
	ZeroCopy bool
	// NoTopicCreation disables requests to create missing topics, including the dead-letter
	// topic. Default false, as in PublisherConfig.
	NoTopicCreation bool
	// Logger receives log messages about dead letters and cluster problems. They never
	// contain field values. Default slog.Default().
	Logger *slog.Logger
	// TracerProvider creates spans for handler calls and dead letters; use
	// otel.GetTracerProvider() for the global one. Default nil: no spans are created, but
	// trace context is still propagated to the events that handlers publish.
	TracerProvider trace.TracerProvider
	// Metrics is the registerer for the consumer's metrics. Several consumers and
	// publishers can share one. Default nil: no metrics; only [Stats] is maintained.
	Metrics prometheus.Registerer
}

// complete checks a config and sets its defaults. It returns the first problem.
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
		wrong(c.Registry == nil, "Registry", "is nil: want the service's registry, such as catalog.Registry()"),
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
