package kafka

import (
	"context"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// endsInterval is how often the ends of partitions are asked for, for the lag of
// those that nothing is fetched from.
const endsInterval = 10 * time.Second

// runStatus is what a run notes for those who look from outside, besides what the
// scheduler knows.
type runStatus struct {
	moved    atomic.Int64 // when the loop last came by, in Unix nanoseconds
	polling  atomic.Bool  // it waits for records
	stopping atomic.Bool  // it polls no more

	// mu guards the fields below.
	mu        sync.Mutex
	high      map[place]int64 // where partitions end, as last heard of
	committed time.Time
	commits   backoff.OngoingFailure
	letters   map[string]backoff.OngoingFailure // with writing to dead-letter topics
}

// moves notes that the loop comes by.
func (o *runStatus) moves(polling bool) {
	o.moved.Store(time.Now().UnixNano())
	o.polling.Store(polling)
}

// fetched notes where partitions end.
func (o *runStatus) fetched(fetches kgo.Fetches) {
	o.mu.Lock()
	defer o.mu.Unlock()
	fetches.EachPartition(func(p kgo.FetchTopicPartition) {
		if p.Err == nil {
			o.end(place{Topic: p.Topic, Partition: p.Partition}, p.HighWatermark)
		}
	})
}

func (o *runStatus) end(at place, offset int64) {
	if o.high == nil {
		o.high = make(map[place]int64)
	}
	o.high[at] = offset
}

// findEnds asks where partitions end, until ctx does.
func (o *runStatus) findEnds(ctx context.Context, client *kgo.Client, topics []string) {
	ticker := time.NewTicker(endsInterval)
	defer ticker.Stop()
	for {
		o.findEndsOnce(ctx, client, topics)
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
	}
}

func (o *runStatus) findEndsOnce(ctx context.Context, client *kgo.Client, topics []string) {
	ctx, cancel := context.WithTimeout(ctx, endsInterval)
	defer cancel()
	ends, err := kadm.NewClient(client).ListEndOffsets(ctx, topics...)
	if err != nil && len(ends) == 0 {
		return // the next time will do; if brokers do not answer, others tell
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	ends.Each(func(e kadm.ListedOffset) {
		if e.Err == nil {
			o.end(place{Topic: e.Topic, Partition: e.Partition}, e.Offset)
		}
	})
}

// lags adds how many records of each partition are not done, where that is
// known. Where none was held yet, what the group has committed counts.
func (o *runStatus) lags(done []lanes.Progress, committed map[string]map[int32]kgo.EpochOffset, to map[place]int64) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for _, p := range done {
		high, known := o.high[p.Place]
		at := p.Offset
		if at < 0 {
			before, ok := committed[p.Topic][p.Partition]
			at, known = before.Offset, known && ok
		}
		if known {
			to[p.Place] = max(0, high-at)
		}
	}
}

// commit notes how a commit ended.
func (o *runStatus) commit(err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err != nil {
		o.commits = o.commits.GoesOn(err)
		return
	}
	o.commits, o.committed = backoff.OngoingFailure{}, time.Now()
}

// lastCommit returns when offsets were last committed, in seconds since 1970, 0
// if never.
func (o *runStatus) lastCommit() float64 {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.committed.IsZero() {
		return 0
	}
	return float64(o.committed.UnixMilli()) / 1000
}

// letter notes how writing to a dead-letter topic ended.
func (o *runStatus) letter(topic string, err error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if err == nil {
		delete(o.letters, topic)
		return
	}
	if o.letters == nil {
		o.letters = make(map[string]backoff.OngoingFailure)
	}
	o.letters[topic] = o.letters[topic].GoesOn(err)
}

// troubles returns those that go on.
func (o *runStatus) troubles() (commits backoff.OngoingFailure, letters map[string]backoff.OngoingFailure) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.commits, maps.Clone(o.letters)
}
