package ledger

import (
	"context"
	"encoding/json"
	"errors"
	"sync"
	"time"
	"unique"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

// A Follower reads the ledger of one dead-letter topic, and reads on where
// it stopped. It is safe for concurrent use. It takes about 150 bytes of memory for
// each dead letter in the ledger, and none before it is first asked.
type Follower struct {
	access *topicscan.Access
	topic  string // the ledger

	mu      sync.Mutex      // guards the fields below, and is held while the ledger is read
	client  *kgo.Client     // for questions; nil before the first read, and after a failure
	scan    *topicscan.Scan // nil while there is no ledger, too
	entries Ledger
	changes int       // how many entries were read
	asOf    time.Time // the entries that were committed by then are known
}

func Follow(a *topicscan.Access, deadLetterTopic string) *Follower {
	return &Follower{access: a, topic: deadLetterTopic + Suffix}
}

func (f *Follower) Close() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.disconnect()
}

func (f *Follower) disconnect() {
	f.forget()
	if f.client != nil {
		f.client.Close()
		f.client = nil
	}
}

// forget has the next read begin at the beginning.
func (f *Follower) forget() {
	f.scan.Close()
	f.scan, f.entries, f.asOf = nil, nil, time.Time{}
	f.changes++
}

// Entry returns what the ledger says of a dead letter, as it was at a time or
// later. The error is a *[cluster.TopicError], or that of connecting or of ctx. A ledger
// that does not exist has no entries.
func (f *Follower) Entry(ctx context.Context, at cluster.Position, since time.Time) (Entry, bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	err := f.catchUp(ctx, since)
	entry, ok := f.entries[at]
	return entry, ok, err
}

// View calls use with all entries, as they were at a time or later, and a number
// that differs once they changed. It must not keep them.
func (f *Follower) View(ctx context.Context, since time.Time, use func(entries Ledger, changes int)) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.catchUp(ctx, since); err != nil {
		return err
	}
	use(f.entries, f.changes)
	return nil
}

func (f *Follower) catchUp(ctx context.Context, since time.Time) error {
	if f.asOf.After(since) {
		return nil
	}
	now := time.Now()
	err := f.readOn(ctx)
	switch {
	case errors.Is(err, kerr.UnknownTopicOrPartition):
		f.forget()
	case err != nil:
		f.disconnect()
		return err
	}
	f.asOf = now
	return nil
}

// readOn reads to the present end, also of transactions that are still open: one
// whose records can be read already may look open here for a moment, since each
// partition learns of the end of a transaction by itself.
func (f *Follower) readOn(ctx context.Context) error {
	if f.client == nil {
		var err error
		if f.client, err = f.access.Open(ctx); err != nil {
			return err
		}
	}
	if f.scan == nil {
		if err := f.open(ctx); err != nil {
			return err
		}
	}
	ends, err := listed(ctx, kadm.NewClient(f.client).ListEndOffsets, f.topic)
	if err != nil {
		return err
	}
	if f.recreated(ends) {
		f.forget()
		return f.readOn(ctx)
	}
	f.scan.Extend(ends)
	for {
		r, err := f.scan.Next(ctx)
		if err != nil {
			return err
		}
		if r == nil {
			return nil
		}
		f.entries.Add(r.Key, r.Value)
		f.changes++
	}
}

// open begins at the beginning.
func (f *Follower) open(ctx context.Context) error {
	if err := f.exists(ctx); err != nil {
		return &cluster.TopicError{Topic: f.topic, Err: err}
	}
	starts, err := listed(ctx, kadm.NewClient(f.client).ListStartOffsets, f.topic)
	if err != nil {
		return err
	}
	ranges := make(topicscan.Ranges)
	for p, start := range starts[f.topic] {
		ranges.Set(f.topic, p, topicscan.Range{From: start.Offset, To: start.Offset})
	}
	f.entries = make(Ledger)
	f.scan, err = topicscan.New(ctx, f.access, ranges)
	return err
}

// exists asks whether the ledger is there. The client remembers for a while that a
// topic was not; this question it passes on.
func (f *Follower) exists(ctx context.Context) error {
	req := kmsg.NewPtrMetadataRequest()
	topic := kmsg.NewMetadataRequestTopic()
	topic.Topic = &f.topic
	req.Topics = []kmsg.MetadataRequestTopic{topic}
	resp, err := req.RequestWith(ctx, f.client)
	if err == nil && len(resp.Topics) == 1 {
		err = kerr.ErrorForCode(resp.Topics[0].ErrorCode)
	}
	return err
}

// recreated reports whether the topic is another than what was read, by its ends.
func (f *Follower) recreated(ends kadm.ListedOffsets) bool {
	for _, p := range f.scan.Parts {
		if end, ok := ends.Lookup(p.Topic, p.Partition); !ok || end.Offset < p.Seen {
			return true
		}
	}
	return len(ends[f.topic]) != len(f.scan.Parts)
}

// listed asks for offsets of a topic. The error is a *[cluster.TopicError].
func listed(ctx context.Context, list func(context.Context, ...string) (kadm.ListedOffsets, error), topic string) (kadm.ListedOffsets, error) {
	offsets, err := list(ctx, topic)
	if err == nil {
		err = offsets.Error()
	}
	if err == nil && len(offsets[topic]) == 0 {
		err = kerr.UnknownTopicOrPartition
	}
	if err != nil {
		return nil, &cluster.TopicError{Topic: topic, Err: err}
	}
	return offsets, nil
}

// Add reads an entry. What is none is ignored.
func (l Ledger) Add(key, value []byte) {
	var entry Entry
	at, err := cluster.ParsePosition(string(key))
	if err != nil || json.Unmarshal(value, &entry) != nil {
		return
	}
	at.Topic, entry.Topic, entry.Group = intern(at.Topic), intern(entry.Topic), intern(entry.Group)
	l[at] = entry
}

// intern returns an equal string that shares its memory with others: a ledger
// names few topics and groups.
func intern(s string) string { return unique.Make(s).Value() }
