package kafka

import (
	"context"
	"iter"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

// RecordsConfig says which records [Records] reads. Topic must be set.
type RecordsConfig struct {
	// Brokers are the addresses to start from, as for a publisher. Default
	// 127.0.0.1:9092.
	Brokers []string
	// Security protects the connections. Default: plain text, no authentication.
	Security Security
	// Topic is the topic to read. Required.
	Topic string
	// Offsets is the range to read. Default: all that the topic holds when the
	// reading begins.
	Offsets Offsets
	// ConnectTimeout bounds how long a first broker is tried for. Default 10 s.
	ConnectTimeout time.Duration
	// ClientOptions are given to the client last.
	ClientOptions []kgo.Opt
}

// Records reads a range of a topic as it is, whether its records are events or
// not: each partition in its order, and among partitions the oldest first. It
// joins no group and ends where the topic ended when it began. An error ends
// it: a *[ConfigError], *[ConnectError], *[TopicError], or that of ctx.
func Records(ctx context.Context, config RecordsConfig) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		if err := config.each(ctx, func(r Record) bool { return yield(r, nil) }); err != nil {
			yield(Record{}, err)
		}
	}
}

// each calls f for each record, until it returns false.
func (c *RecordsConfig) each(ctx context.Context, f func(Record) bool) error {
	if problem := topicProblem(c.Topic); problem != "" {
		return &ConfigError{Field: "RecordsConfig.Topic", Problem: problem}
	}
	a := &access{"RecordsConfig", c.Brokers, c.Security, c.ConnectTimeout, c.ClientOptions}
	if err := a.complete(); err != nil {
		return err
	}
	client, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer client.Close()
	ranges, err := c.Offsets.resolve(ctx, kadm.NewClient(client), c.Topic)
	if err != nil {
		return err
	}
	s, err := newScan(ctx, a, ranges)
	if err != nil {
		return err
	}
	defer s.close()
	for {
		r, err := s.next(ctx)
		if r == nil || err != nil || !f(recordOf(r)) {
			return err
		}
	}
}
