package dlq

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/twmb/franz-go/pkg/kadm"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/ledger"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/mediamesh/events/kafka/records"
)

// Config selects the dead letters to read. The zero value reads all dead letters of the
// cluster on localhost.
type Config struct {
	// Cluster is the cluster to connect to. Default: a broker on this machine.
	Cluster cluster.Config
	// Topics are the dead-letter topics to read. Default: all topics that are dead-letter
	// topics according to DeadLetterTopic.
	Topics []string
	// DeadLetterTopic returns the name of a topic's dead-letter topic, as in
	// [kafka.ConsumerConfig]. It is called for each topic of the cluster. Default: the
	// topic's name followed by ".dlq"; dead-letter topics are then read even if their
	// original topic no longer exists.
	DeadLetterTopic func(topic string) string
	// Filter selects dead letters. Default: all.
	Filter Filter
	// Redriven includes dead letters that have already been redriven or discarded. Default
	// false.
	Redriven bool
}

// List iterates over the dead letters that exist when it is called, in offset order within
// each partition and by timestamp, oldest first, across partitions. It stops at the first
// error: a *[cluster.ConfigError], *[cluster.ConnectError], *[cluster.TopicError] or ctx's
// error.
func List(ctx context.Context, config Config) iter.Seq2[Letter, error] {
	return func(yield func(Letter, error) bool) {
		if err := config.each(ctx, func(d Letter) bool { return yield(d, nil) }); err != nil {
			yield(Letter{}, err)
		}
	}
}

func (c *Config) access() (*topicscan.Access, error) {
	a := &topicscan.Access{Field: "dlq.Config.Cluster", Cluster: c.Cluster}
	for _, topic := range c.Topics {
		if problem := cluster.TopicProblem(topic); problem != "" {
			return nil, &cluster.ConfigError{Field: "dlq.Config.Topics", Problem: problem}
		}
	}
	return a, a.Complete()
}

// each calls f for each dead letter, until it returns false.
func (c *Config) each(ctx context.Context, f func(Letter) bool) error {
	a, err := c.access()
	if err != nil {
		return err
	}
	client, err := a.Open(ctx)
	if err != nil {
		return err
	}
	defer client.Close()
	admin := kadm.NewClient(client)
	topics, err := c.topics(ctx, admin)
	if err != nil || len(topics) == 0 {
		return err
	}
	ranges := make(topicscan.Ranges)
	for _, topic := range topics {
		one, err := topicscan.Extent(ctx, admin, topic)
		if err != nil {
			return err
		}
		ranges[topic] = one[topic]
	}
	done, err := ledger.Read(ctx, a, admin, topics...)
	if err != nil {
		return err
	}
	return eachOf(ctx, a, ranges, done, func(d Letter) bool {
		return redriven(done, &d) && !c.Redriven || !c.Filter.matches(&d) || f(d)
	})
}

// topics returns those to read.
func (c *Config) topics(ctx context.Context, admin *kadm.Client) ([]string, error) {
	if len(c.Topics) > 0 {
		topics := slices.Clone(c.Topics)
		slices.Sort(topics)
		return slices.Compact(topics), nil
	}
	details, err := admin.ListTopics(ctx)
	if err != nil {
		return nil, fmt.Errorf("kafka: listing topics: %w", err)
	}
	return Topics(details.Names(), c.DeadLetterTopic), nil
}

// Topics returns the dead-letter topics among topics, in the same order. name is used like
// ConsumerConfig.DeadLetterTopic; with nil, every topic whose name ends in ".dlq" is a
// dead-letter topic.
func Topics(topics []string, name func(topic string) string) (list []string) {
	there := make(map[string]bool)
	for _, topic := range topics {
		there[topic] = true
	}
	for _, topic := range topics {
		switch {
		case name == nil:
			if strings.HasSuffix(topic, deadletter.TopicSuffix) {
				list = append(list, topic)
			}
		case there[name(topic)] && name(topic) != topic:
			list = append(list, name(topic))
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// eachOf calls f for each dead letter in ranges, until it returns false.
func eachOf(ctx context.Context, a *topicscan.Access, ranges topicscan.Ranges, done ledger.Ledger, f func(Letter) bool) error {
	s, err := topicscan.New(ctx, a, ranges)
	if err != nil {
		return err
	}
	defer s.Close()
	for {
		d, err := nextLetter(ctx, s)
		if d == nil || err != nil {
			return err
		}
		noteLedger(done, d)
		if !f(*d) {
			return nil
		}
	}
}

// Find reads one dead letter by position. It ignores the topics and filter of config. If
// there is none, the error is a *[NoRecordError].
func Find(ctx context.Context, config Config, at cluster.Position) (found Letter, err error) {
	a, err := config.access()
	if err != nil {
		return found, err
	}
	client, err := a.Open(ctx)
	if err != nil {
		return found, err
	}
	defer client.Close()
	admin := kadm.NewClient(client)
	ranges, err := topicscan.Extent(ctx, admin, at.Topic)
	if err != nil {
		return found, err
	}
	has, ok := ranges[at.Topic][at.Partition]
	if !ok || at.Offset < has.From || at.Offset >= has.To {
		return found, &NoRecordError{At: at, First: has.From, End: has.To, Partitions: len(ranges[at.Topic])}
	}
	done, err := ledger.Read(ctx, a, admin, at.Topic)
	if err != nil {
		return found, err
	}
	missing := error(&NoRecordError{At: at, First: has.From, End: has.To, Partitions: len(ranges[at.Topic])})
	one := topicscan.Ranges{at.Topic: {at.Partition: {From: at.Offset, To: at.Offset + 1}}}
	err = eachOf(ctx, a, one, done, func(d Letter) bool {
		if d.At == at {
			found, missing = d, nil
		}
		return false
	})
	if err == nil {
		err = missing
	}
	return found, err
}

// NoRecordError reports that there is no record at a position.
type NoRecordError struct {
	At         cluster.Position
	First, End int64 // the partition contains offsets from First up to, but not including, End
	Partitions int   // number of partitions of the topic
}

func (e *NoRecordError) Error() string {
	if int(e.At.Partition) >= e.Partitions {
		return fmt.Sprintf("kafka: there is no record %s: the topic's partitions are 0 to %d", e.At, e.Partitions-1)
	}
	if e.First == e.End {
		return fmt.Sprintf("kafka: there is no record %s: the partition is empty", e.At)
	}
	return fmt.Sprintf("kafka: there is no record %s: the partition has offsets %d to %d", e.At, e.First, e.End-1)
}

// nextLetter returns the next dead letter, nil at the end.
func nextLetter(ctx context.Context, s *topicscan.Scan) (*Letter, error) {
	r, err := s.Next(ctx)
	if r == nil || err != nil {
		return nil, err
	}
	d := LetterOf(records.FromClient(r))
	return &d, nil
}
