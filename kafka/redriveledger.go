package kafka

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// redrivenSuffix makes of a dead-letter topic's name that of its ledger: a
// compacted topic with one record for each dead letter that was redriven,
// written in one transaction with what was sent. So it is never unknown
// whether a dead letter was sent, however a redrive ends.
const redrivenSuffix = ".redriven"

// ledger knows which dead letters of a topic were redriven, each by when it
// was put aside: a topic that was created anew has the same positions again.
type ledger map[Position]int64

// ledgerEntry is a record's value. Its key is the dead letter's position.
type ledgerEntry struct {
	PutAside int64  `json:"putAside"` // in milliseconds since 1970
	Topic    string `json:"topic"`    // where it was sent
	// Partition and Offset are where it came to lie.
	Partition int32  `json:"partition"`
	Offset    int64  `json:"offset"`
	Group     string `json:"group,omitempty"` // the dead letter's
}

// has tells whether a dead letter was redriven.
func (l ledger) has(d *Letter) bool {
	at, ok := l[d.At]
	return ok && at == d.PutAside.UnixMilli()
}

// entry notes that a dead letter was sent as r.
func (l ledger) entry(d *Letter, r *kgo.Record) *kgo.Record {
	value, _ := json.Marshal(ledgerEntry{d.PutAside.UnixMilli(), r.Topic, r.Partition, r.Offset, d.Group}) // has nothing that could fail
	return &kgo.Record{Topic: d.At.Topic + redrivenSuffix, Key: []byte(d.At.String()), Value: value}
}

// readLedger reads the ledgers of dead-letter topics, as far as there are any.
func readLedger(ctx context.Context, a *access, admin *kadm.Client, topics ...string) (ledger, error) {
	l := make(ledger)
	for _, topic := range topics {
		ranges, err := extent(ctx, admin, topic+redrivenSuffix)
		if errors.Is(err, kerr.UnknownTopicOrPartition) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := l.read(ctx, a, ranges); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (l ledger) read(ctx context.Context, a *access, ranges spans) error {
	s, err := newScan(ctx, a, ranges)
	if err != nil {
		return err
	}
	defer s.close()
	for {
		r, err := s.next(ctx)
		if r == nil || err != nil {
			return err
		}
		var entry ledgerEntry
		at, wrong := ParsePosition(string(r.Key))
		if wrong == nil && json.Unmarshal(r.Value, &entry) == nil {
			l[at] = entry.PutAside
		}
	}
}

// createLedger creates the ledger, if it is not there.
func createLedger(ctx context.Context, admin *kadm.Client, topic string) error {
	const partitions, clusterDefault = 1, -1
	compact := "compact"
	_, err := admin.CreateTopic(ctx, partitions, clusterDefault, map[string]*string{"cleanup.policy": &compact}, topic+redrivenSuffix)
	if err != nil && !errors.Is(err, kerr.TopicAlreadyExists) {
		if _, missing := extent(ctx, admin, topic+redrivenSuffix); missing != nil {
			return &TopicError{topic + redrivenSuffix, err}
		}
	}
	return nil
}

// extent returns what a topic holds: from its first record to the end of what
// is committed. The error is a *[TopicError].
func extent(ctx context.Context, admin *kadm.Client, topic string) (spans, error) {
	first, err := admin.ListStartOffsets(ctx, topic)
	if err != nil {
		return nil, &TopicError{topic, err}
	}
	last, err := admin.ListCommittedOffsets(ctx, topic)
	if err != nil {
		return nil, &TopicError{topic, err}
	}
	if len(last[topic]) == 0 {
		return nil, &TopicError{topic, kerr.UnknownTopicOrPartition}
	}
	ranges := make(spans)
	for p, to := range last[topic] {
		from, ok := first.Lookup(topic, p)
		if !ok {
			from.Err = kerr.UnknownTopicOrPartition
		}
		for _, err := range []error{from.Err, to.Err} {
			if err != nil {
				return nil, &TopicError{topic, err}
			}
		}
		ranges.set(topic, p, span{from.Offset, to.Offset})
	}
	return ranges, nil
}
