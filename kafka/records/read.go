package records

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// Config configures [Read]. Topics must be set.
type Config struct {
	// Cluster is the cluster to connect to. Default: a broker on this machine.
	Cluster cluster.Config
	// Topics are the topics to read. Required.
	Topics []string
	// Partitions are the partitions to read of each topic. Default: all.
	Partitions []int32
	// Offsets is the range to read, in each partition. Default: everything in the topics
	// when reading begins.
	Offsets Offsets
	// Follow continues after the range with new records, until ctx ends or the caller
	// leaves the loop. Partitions and topics that are created later are read from their
	// beginning; Read waits for topics that do not exist yet. Follow cannot be combined
	// with a range that has an end. Default false.
	Follow bool
	// Logger receives the client's warnings while it reads, for example that no broker
	// responds. Default nil: nothing is logged.
	Logger *slog.Logger
}

// Read iterates over the records of topics, whether or not they are events, in offset order
// within each partition and by timestamp, oldest first, across partitions. It does not join
// a group or commit offsets. Unless Follow is set, it stops at the end offsets that the
// topics had when it began. It also stops at the first error: a *[cluster.ConfigError],
// *[cluster.ConnectError], *[cluster.TopicError] or ctx's error.
func Read(ctx context.Context, config Config) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		if err := config.each(ctx, func(r Record) bool { return yield(r, nil) }); err != nil {
			yield(Record{}, err)
		}
	}
}

func (c *Config) check() error {
	wrong := func(field, problem string) error {
		return &cluster.ConfigError{Field: "records.Config." + field, Problem: problem}
	}
	if len(c.Topics) == 0 {
		return wrong("Topics", "is empty: name the topics to read")
	}
	for _, topic := range c.Topics {
		if problem := cluster.TopicProblem(topic); problem != "" {
			return wrong("Topics", problem)
		}
	}
	for _, p := range c.Partitions {
		if p < 0 {
			return wrong("Partitions", fmt.Sprintf("has %d: want 0 or more", p))
		}
	}
	if c.Follow && c.Offsets.Bounded() {
		return wrong("Follow", "is set with Offsets that have an end: leave out one of them")
	}
	return nil
}

// each calls f for each record, until it returns false.
func (c *Config) each(ctx context.Context, f func(Record) bool) error {
	if err := c.check(); err != nil {
		return err
	}
	a := &topicscan.Access{Field: "records.Config.Cluster", Cluster: c.Cluster}
	if err := a.Complete(); err != nil {
		return err
	}
	client, err := a.Open(ctx)
	if err != nil {
		return err
	}
	defer client.Close()
	admin := kadm.NewClient(client)
	ranges, err := c.ranges(ctx, admin)
	if err != nil {
		return err
	}
	if c.Logger != nil {
		a.Cluster.ClientOptions = append([]kgo.Opt{kgo.WithLogger(connect.Log{To: c.Logger})}, c.Cluster.ClientOptions...)
	}
	s, err := topicscan.New(ctx, a, ranges)
	if err != nil {
		return err
	}
	defer s.Close()
	for {
		r, err := s.Next(ctx)
		switch {
		case err != nil:
			return err
		case r != nil:
			if !f(FromClient(r)) {
				return nil
			}
		case !c.Follow:
			return nil
		default:
			if err := c.follow(ctx, s, admin); err != nil {
				return err
			}
		}
	}
}

// followAgain is how often it is looked for new partitions.
const followAgain = 2 * time.Second

// follow waits for records behind the end of the scan.
func (c *Config) follow(ctx context.Context, s *topicscan.Scan, admin *kadm.Client) error {
	if time.Since(s.Grown) >= followAgain {
		c.grow(ctx, s, admin)
		s.Grown = time.Now()
	}
	if err := s.Poll(ctx); err != nil {
		return err
	}
	for _, p := range s.Parts {
		p.End = max(p.End, p.Seen)
	}
	return nil
}

// grow adds partitions that are new, from their beginning.
func (c *Config) grow(ctx context.Context, s *topicscan.Scan, admin *kadm.Client) {
	found := make(topicscan.Ranges)
	for _, topic := range c.Topics {
		has, err := topicscan.Extent(ctx, admin, topic)
		if err != nil {
			continue // it is missing still, or reading tells
		}
		for p, at := range has[topic] {
			if c.chosen(p) {
				found.Set(topic, p, topicscan.Range{From: at.From, To: at.From})
			}
		}
	}
	s.Add(found)
}

// ranges finds what is to be read, by topic and partition.
func (c *Config) ranges(ctx context.Context, admin *kadm.Client) (topicscan.Ranges, error) {
	ranges := make(topicscan.Ranges)
	for _, topic := range c.Topics {
		has, err := c.Offsets.Resolve(ctx, admin, topic)
		if c.missing(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for p, at := range has {
			if c.chosen(p) {
				ranges.Set(topic, p, topicscan.Range(at))
			}
		}
		for _, p := range c.Partitions {
			if _, ok := has[p]; !ok {
				return nil, &cluster.TopicError{Topic: topic, Err: fmt.Errorf("partition %d: %w", p, kerr.UnknownTopicOrPartition)}
			}
		}
	}
	return ranges, nil
}

func (c *Config) chosen(p int32) bool {
	return len(c.Partitions) == 0 || slices.Contains(c.Partitions, p)
}

// missing tells of an error whether a topic is missing that is waited for.
func (c *Config) missing(err error) bool {
	return c.Follow && errors.Is(err, kerr.UnknownTopicOrPartition)
}
