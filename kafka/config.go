package kafka

import (
	"fmt"
	"log/slog"
	"net"
	"strconv"
	"time"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

const (
	defaultBroker         = "127.0.0.1:9092"
	defaultPort           = "9092"
	defaultConnectTimeout = 10 * time.Second
	defaultDrainTimeout   = 20 * time.Second
	defaultCommitInterval = time.Second
)

// Start is where a group begins that has committed nothing yet.
type Start int

const (
	// Earliest begins with the oldest record that the topic holds.
	Earliest Start = iota
	// Latest begins with what is published from now on.
	Latest
)

// ConsumerConfig says what a [Consumer] consumes. Group and Registry must be
// set.
type ConsumerConfig struct {
	// Brokers are the addresses to start from, as for a publisher. Default
	// 127.0.0.1:9092.
	Brokers []string
	// Group is the consumer group: its members share the work, and its offsets
	// outlive them. Required.
	Group string
	// Registry holds the event types that the service knows, and the
	// migrations between their versions. Required. Records of other types are
	// dead letters, those of known types without a handler are passed over.
	Registry *events.Registry
	// Topics are the topics to consume. Default: those that Naming gives for
	// the types that have handlers.
	Topics []string
	// Naming names a type's topic, if Topics is empty. Default [PerDomain].
	Naming Naming
	// DeadLetterTopic names the topic for the dead letters of a topic. Default:
	// the topic's name with ".dlq" behind it.
	DeadLetterTopic func(topic string) string
	// Start is where a new group begins. Default [Earliest]. A group whose
	// committed offset is gone begins with the oldest record in either case,
	// since repeating is better than losing.
	Start Start
	// ExitAtEnd ends [Consumer.Run] once the group has handled all that the
	// topics held when it was called. Default false, which runs until stopped.
	ExitAtEnd bool
	// ConnectTimeout bounds how long Run tries to reach a first broker.
	// Brokers that fail later are waited for. Default 10 s.
	ConnectTimeout time.Duration
	// CommitInterval is how long handled records may go uncommitted, and so how
	// much of the past is handled again after a crash. Offsets are committed
	// as soon as there is nothing more to handle, too. Default 1 s.
	CommitInterval time.Duration
	// DrainTimeout is what a handler at work has left when Run is told to
	// stop; then its context is cancelled. The same again is allowed for the
	// last commit. Default 20 s.
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
	// Security is how connections are protected, and as whom. Default plain
	// text without authentication.
	Security Security
	// ClientOptions are given to the client last. Options that commit by
	// themselves or unblock rebalances break what [Consumer.Run] promises.
	ClientOptions []kgo.Opt
}

func (c ConsumerConfig) complete() (ConsumerConfig, error) {
	var err error
	if c.Brokers, err = completeBrokers(c.Brokers, "ConsumerConfig"); err != nil {
		return c, err
	}
	if err := c.Security.check("ConsumerConfig.Security"); err != nil {
		return c, err
	}
	if c.Group == "" {
		return c, &ConfigError{Field: "ConsumerConfig.Group", Problem: "is empty: name the group that the service's instances share"}
	}
	if c.Registry == nil {
		return c, &ConfigError{Field: "ConsumerConfig.Registry", Problem: "is nil: want what the service knows, such as catalog.Registry()"}
	}
	for _, topic := range c.Topics {
		if problem := topicProblem(topic); problem != "" {
			return c, &ConfigError{Field: "ConsumerConfig.Topics", Problem: problem}
		}
	}
	if c.Start != Earliest && c.Start != Latest {
		return c, &ConfigError{Field: "ConsumerConfig.Start", Problem: fmt.Sprintf("is %d: want Earliest or Latest", c.Start)}
	}
	for _, d := range []struct {
		value    *time.Duration
		fallback time.Duration
		field    string
	}{
		{&c.ConnectTimeout, defaultConnectTimeout, "ConnectTimeout"},
		{&c.CommitInterval, defaultCommitInterval, "CommitInterval"},
		{&c.DrainTimeout, defaultDrainTimeout, "DrainTimeout"},
	} {
		if err := completeDuration(d.value, d.fallback, "ConsumerConfig."+d.field); err != nil {
			return c, err
		}
	}
	if c.Naming == nil {
		c.Naming = PerDomain
	}
	if c.DeadLetterTopic == nil {
		c.DeadLetterTopic = func(topic string) string { return topic + ".dlq" }
	}
	if c.Logger == nil {
		c.Logger = slog.Default()
	}
	return c, nil
}

func completeDuration(d *time.Duration, fallback time.Duration, field string) error {
	if *d < 0 {
		return &ConfigError{Field: field, Problem: fmt.Sprintf("is %v: want a positive duration, or 0 for the default of %v", *d, fallback)}
	}
	if *d == 0 {
		*d = fallback
	}
	return nil
}

func completeBrokers(brokers []string, config string) ([]string, error) {
	if len(brokers) == 0 {
		return []string{defaultBroker}, nil
	}
	full := make([]string, len(brokers))
	for i, broker := range brokers {
		var ok bool
		if full[i], ok = completeBroker(broker); !ok {
			return nil, &ConfigError{Field: config + ".Brokers", Problem: fmt.Sprintf("has %q: want host:port, such as %s", broker, defaultBroker)}
		}
	}
	return full, nil
}

func completeBroker(broker string) (string, bool) {
	host, port, err := net.SplitHostPort(broker)
	if err != nil {
		// Perhaps the port is missing; one of "::1" is not told from its end.
		broker = net.JoinHostPort(broker, defaultPort)
		if host, port, err = net.SplitHostPort(broker); err != nil {
			return "", false
		}
	}
	n, err := strconv.Atoi(port)
	return broker, err == nil && host != "" && n > 0 && n < 1<<16
}
