package kafka

import (
	"slices"
	"sync"

	"github.com/twmb/franz-go/pkg/kgo"
)

// offsets are positions by topic and partition.
type offsets = map[string]map[int32]kgo.EpochOffset

// queue holds the records that were fetched and not yet handled, in order, and
// how far the handled ones go that are not yet committed.
type queue struct {
	mu      sync.Mutex // rebalances take partitions away
	records []*kgo.Record
	handled offsets
}

func (q *queue) add(records []*kgo.Record) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.records = append(q.records, records...)
}

// next returns the first record, nil if there is none. It stays until done.
func (q *queue) next() *kgo.Record {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.records) == 0 {
		return nil
	}
	return q.records[0]
}

// done takes the first record off as handled.
func (q *queue) done(r *kgo.Record) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.records[0] = nil
	q.records = q.records[1:]
	if q.handled == nil {
		q.handled = make(offsets)
	}
	if q.handled[r.Topic] == nil {
		q.handled[r.Topic] = make(map[int32]kgo.EpochOffset)
	}
	q.handled[r.Topic][r.Partition] = kgo.EpochOffset{Epoch: r.LeaderEpoch, Offset: r.Offset + 1}
}

// uncommitted returns how far the handled records go.
func (q *queue) uncommitted() offsets {
	q.mu.Lock()
	defer q.mu.Unlock()
	out := make(offsets, len(q.handled))
	for topic, partitions := range q.handled {
		out[topic] = make(map[int32]kgo.EpochOffset, len(partitions))
		for p, at := range partitions {
			out[topic][p] = at
		}
	}
	return out
}

// committed forgets offsets that were committed.
func (q *queue) committed(done offsets) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for topic, partitions := range done {
		for p, at := range partitions {
			if q.handled[topic][p] == at {
				delete(q.handled[topic], p)
			}
		}
		if len(q.handled[topic]) == 0 {
			delete(q.handled, topic)
		}
	}
}

// drop forgets all about partitions that were taken away. It tells whether
// some of their handled records are not committed.
func (q *queue) drop(gone map[string][]int32) (uncommitted bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.records = slices.DeleteFunc(q.records, func(r *kgo.Record) bool {
		return slices.Contains(gone[r.Topic], r.Partition)
	})
	for topic, partitions := range gone {
		for _, p := range partitions {
			_, handled := q.handled[topic][p]
			uncommitted = uncommitted || handled
			delete(q.handled[topic], p)
		}
		if len(q.handled[topic]) == 0 {
			delete(q.handled, topic)
		}
	}
	return uncommitted
}
