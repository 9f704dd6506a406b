package check

import (
	"context"
	"fmt"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

// ReadTopics reads all records of the topics, and of their dead-letter topics
// as far as they are there.
func (c *Checker) ReadTopics(ctx context.Context, brokers []string) error {
	var sources, letters []string
	for _, t := range c.topics {
		sources, letters = append(sources, t.Name), append(letters, t.DeadLetters)
	}
	if err := c.readAll(ctx, brokers, sources, c.Record); err != nil {
		return err
	}
	if err := c.readAll(ctx, brokers, letters, c.DeadLetter); err != nil {
		return err
	}
	return c.readAll(ctx, brokers, c.ledgers(), c.Ledger)
}

func (c *Checker) readAll(ctx context.Context, brokers, topics []string, each func(Record)) error {
	if len(topics) == 0 {
		return nil
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...))
	if err != nil {
		return err
	}
	defer client.Close()
	ends, err := kadm.NewClient(client).ListEndOffsets(ctx, topics...)
	if err != nil {
		return fmt.Errorf("reading where topics end: %w", err)
	}
	left := make(map[place]int64)
	from := make(map[string]map[int32]kgo.Offset)
	ends.Each(func(o kadm.ListedOffset) {
		if o.Partition < 0 {
			return // there is no such topic
		}
		if err = firstOf(err, o.Err); o.Err != nil {
			return
		}
		c.partitions[o.Topic] = max(c.partitions[o.Topic], o.Partition+1)
		if _, ok := c.topics[o.Topic]; ok {
			c.End(o.Topic, o.Partition, o.Offset)
		}
		if o.Offset > 0 {
			left[place{o.Topic, o.Partition}] = o.Offset
			if from[o.Topic] == nil {
				from[o.Topic] = make(map[int32]kgo.Offset)
			}
			from[o.Topic][o.Partition] = kgo.NewOffset().At(0)
		}
	})
	if err != nil {
		return fmt.Errorf("reading where topics end: %w", err)
	}
	return drain(ctx, brokers, from, left, each)
}

// drain reads partitions up to where they ended.
func drain(ctx context.Context, brokers []string, from map[string]map[int32]kgo.Offset, left map[place]int64, each func(Record)) error {
	if len(left) == 0 {
		return nil
	}
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.ConsumePartitions(from), kgo.KeepControlRecords(),
		kgo.FetchIsolationLevel(kgo.ReadCommitted()), kgo.ConsumeResetOffset(kgo.NoResetOffset()))
	if err != nil {
		return err
	}
	defer client.Close()
	for len(left) > 0 {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err0(); err != nil {
			return fmt.Errorf("reading topics, %d partitions left: %w", len(left), err)
		}
		fetches.EachRecord(func(r *kgo.Record) {
			at := place{r.Topic, r.Partition}
			if end, ok := left[at]; ok && r.Offset+1 >= end {
				delete(left, at)
			}
			if !r.Attrs.IsControl() {
				each(recordOf(r))
			}
		})
	}
	return nil
}

func recordOf(r *kgo.Record) Record {
	out := Record{Topic: r.Topic, Partition: r.Partition, Offset: r.Offset, Key: r.Key, Value: r.Value, Stamp: r.Timestamp.UnixMilli()}
	for _, h := range r.Headers {
		out.Headers = append(out.Headers, Header(h))
	}
	return out
}

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}
