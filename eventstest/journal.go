package eventstest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/mediamesh/events/kafka/records"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// journal holds all records of a broker that have been read so far, those of a partition in
// order.
type journal struct {
	records []records.Record
	seen    map[place]int64 // the next offset to read
}

type place struct {
	topic     string
	partition int32
}

// all returns all records that the broker has acknowledged so far, of all topics. They are
// sorted by time, except that records of a partition keep their order.
func (b *Broker) all(ctx context.Context) ([]records.Record, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	ends, err := b.ends(ctx)
	if err != nil {
		return nil, fmt.Errorf("reading what was published: %w", err)
	}
	if err := b.log.catchUp(ctx, b.options(), ends); err != nil {
		return nil, fmt.Errorf("reading what was published: %w", err)
	}
	return b.log.sorted(), nil
}

// sorted orders records by time, except that records of a partition keep their order.
func (j *journal) sorted() []records.Record {
	type timed struct {
		records.Record
		at time.Time // not before the records before it
	}
	latest := make(map[place]time.Time)
	list := make([]timed, len(j.records))
	for i, r := range j.records {
		p := place{r.Topic, r.Partition}
		if r.Timestamp.After(latest[p]) {
			latest[p] = r.Timestamp
		}
		list[i] = timed{r, latest[p]}
	}
	slices.SortFunc(list, func(a, b timed) int {
		return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.Topic, b.Topic), cmp.Compare(a.Partition, b.Partition), cmp.Compare(a.Offset, b.Offset))
	})
	out := make([]records.Record, len(list))
	for i, r := range list {
		out[i] = r.Record
	}
	return out
}

// ends returns where each partition ends, without open transactions.
func (b *Broker) ends(ctx context.Context) (map[place]int64, error) {
	topics, err := b.topics(ctx)
	if err != nil {
		return nil, err
	}
	ends := make(map[place]int64)
	if len(topics) == 0 {
		return ends, nil // an empty request would list all topics
	}
	listed, err := kadm.NewClient(b.client).ListCommittedOffsets(ctx, topics...)
	if err != nil {
		return nil, err
	}
	listed.Each(func(o kadm.ListedOffset) {
		if o.Err != nil {
			err = fmt.Errorf("%s/%d: %w", o.Topic, o.Partition, o.Err)
		}
		ends[place{o.Topic, o.Partition}] = o.Offset
	})
	return ends, err
}

// topics lists the broker's current topics. kadm would use the client's cached metadata,
// which may lack a topic that was just created.
func (b *Broker) topics(ctx context.Context) (names []string, err error) {
	response, err := kmsg.NewPtrMetadataRequest().RequestWith(ctx, b.client)
	if err != nil {
		return nil, err
	}
	for _, t := range response.Topics {
		if t.Topic != nil && !t.IsInternal {
			names = append(names, *t.Topic)
		}
	}
	return names, nil
}

// catchUp reads up to the ends of the partitions. It uses a temporary client, since a
// longer-lived one would keep fetching until the test ends.
func (j *journal) catchUp(ctx context.Context, options []kgo.Opt, ends map[place]int64) error {
	from := make(map[string]map[int32]kgo.Offset)
	for p, end := range ends {
		if j.seen[p] >= end {
			continue
		}
		if from[p.topic] == nil {
			from[p.topic] = make(map[int32]kgo.Offset)
		}
		from[p.topic][p.partition] = kgo.NewOffset().At(j.seen[p])
	}
	if len(from) == 0 {
		return nil
	}
	client, err := kgo.NewClient(append(options, kgo.ConsumePartitions(from))...)
	if err != nil {
		return err
	}
	defer client.Close()
	for j.behind(ends) {
		fetches := client.PollFetches(ctx)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		fetches.EachRecord(j.take)
	}
	return nil
}

func (j *journal) behind(ends map[place]int64) bool {
	for p, end := range ends {
		if j.seen[p] < end {
			return true
		}
	}
	return false
}

func (j *journal) take(r *kgo.Record) {
	if j.seen == nil {
		j.seen = make(map[place]int64)
	}
	j.seen[place{r.Topic, r.Partition}] = r.Offset + 1
	if !r.Attrs.IsControl() {
		j.records = append(j.records, records.FromClient(r))
	}
}
