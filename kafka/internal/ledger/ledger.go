package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// Suffix makes of a dead-letter topic's name that of its ledger: a
// compacted topic with one record for each dead letter that was redriven,
// written in one transaction with what was sent, or discarded. So it is never
// unknown whether a dead letter was sent, however a redrive ends.
//
// Consumers believe the ledger and no header: every producer can write those into
// a source topic. Only redrives, discards and consumers that keep the order may
// write here; see docs/security.md.
const Suffix = ".redriven"

// Ledger knows which dead letters of a topic need nothing more.
type Ledger map[cluster.Position]Entry

// Entry is a record's value. Its key is the dead letter's position. An
// entry is about the dead letter that was written at that time: a topic that
// was created again has the same positions again.
type Entry struct {
	PutAside int64  `json:"putAside"`        // in milliseconds since 1970
	Group    string `json:"group,omitempty"` // the dead letter's

	// Of one that was redriven: where it was sent, and came to lie.
	Topic     string `json:"topic,omitempty"`
	Partition int32  `json:"partition"`
	Offset    int64  `json:"offset"`

	// HandledAt is when the group had handled the record that was sent, in
	// milliseconds since 1970. Consumers that keep the order note it.
	HandledAt int64 `json:"handledAt,omitempty"`

	Discarded   string `json:"discarded,omitempty"`   // why it was discarded; "" if it was redriven
	DiscardedAt int64  `json:"discardedAt,omitempty"` // in milliseconds since 1970
}

// SentTo reports whether the dead letter was sent again and lies at a position.
func (e *Entry) SentTo(topic string, partition int32, offset int64) bool {
	return e.Discarded == "" && e.Topic == topic && e.Partition == partition && e.Offset == offset
}

// Of returns the entry of the dead letter at a position, which became one at a time.
func (l Ledger) Of(at cluster.Position, deadLettered time.Time) (Entry, bool) {
	entry, ok := l[at]
	return entry, ok && entry.PutAside == deadLettered.UnixMilli()
}

// Record is the entry of the dead letter at a position as a record.
func (e Entry) Record(at cluster.Position) *kgo.Record {
	value, _ := json.Marshal(e) // has nothing that could fail
	return &kgo.Record{Topic: at.Topic + Suffix, Key: []byte(at.String()), Value: value}
}

// Read reads the ledgers of dead-letter topics, as far as there are any.
func Read(ctx context.Context, a *topicscan.Access, admin *kadm.Client, topics ...string) (Ledger, error) {
	l := make(Ledger)
	for _, topic := range topics {
		ranges, err := topicscan.Extent(ctx, admin, topic+Suffix)
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

func (l Ledger) read(ctx context.Context, a *topicscan.Access, ranges topicscan.Ranges) error {
	s, err := topicscan.New(ctx, a, ranges)
	if err != nil {
		return err
	}
	defer s.Close()
	for {
		r, err := s.Next(ctx)
		if r == nil || err != nil {
			return err
		}
		l.Add(r.Key, r.Value)
	}
}

// Create creates the ledger, if it is not there.
func Create(ctx context.Context, admin *kadm.Client, topic string) error {
	const partitions, clusterDefault = 1, -1
	compact := "compact"
	_, err := admin.CreateTopic(ctx, partitions, clusterDefault, map[string]*string{"cleanup.policy": &compact}, topic+Suffix)
	if err != nil && !errors.Is(err, kerr.TopicAlreadyExists) {
		if _, missing := topicscan.Extent(ctx, admin, topic+Suffix); missing != nil {
			return &cluster.TopicError{Topic: topic + Suffix, Err: err}
		}
	}
	return nil
}
