package topicwriter

import (
	"context"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/record"
)

// Writers are the writers of one client's records, by topic.
type Writers struct {
	client *kgo.Client
	Limits Limits

	// mu guards the fields below.
	mu      sync.Mutex
	writers map[string]*Writer
	closed  bool
}

// Limits are what all writers of a client have in common.
type Limits struct {
	// Free is how many bytes of a batch a topic must take for its records to flow
	// freely. 0 is for clients whose batches may be of any size, since a single
	// record may: their records are always sent in rounds, first of as many bytes as
	// Kafka takes by default.
	Free   int
	Expiry time.Duration // how long a record may be held
	Fixed  bool          // a topic that was created again is refused: a transaction cannot span both
}

func NewWriters(client *kgo.Client, limits Limits) *Writers {
	return &Writers{client: client, Limits: limits, writers: make(map[string]*Writer)}
}

// Of returns the writer of a topic.
func (ws *Writers) Of(topic string) *Writer {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if ws.writers[topic] == nil {
		w := newTopicWriter(ws.client, topic, ws.Limits)
		w.closed = ws.closed
		ws.writers[topic] = w
		if !w.closed && ws.Limits.Free > 0 {
			go w.foresee()
		}
	}
	return ws.writers[topic]
}

// Write sends a record to its topic, and calls done once with the outcome.
func (ws *Writers) Write(rec *kgo.Record, done func(*kgo.Record, error)) {
	o := &outgoingRecord{record: rec, size: record.BatchSize(rec), writer: ws.Of(rec.Topic), done: done}
	o.writer.Send(o)
}

// List returns all writers.
func (ws *Writers) List() (list []*Writer) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	for _, w := range ws.writers {
		list = append(list, w)
	}
	return list
}

// Close fails the records that wait, and all that come later. What the client
// has is for the client to fail.
func (ws *Writers) Close() {
	ws.mu.Lock()
	ws.closed = true
	ws.mu.Unlock()
	for _, w := range ws.List() {
		w.close()
	}
}

// outgoingRecord is a record that is no publisher's event.
type outgoingRecord struct {
	record *kgo.Record
	size   int
	writer *Writer
	note   HoldInfo
	done   func(*kgo.Record, error)
}

var _ Outgoing = (*outgoingRecord)(nil)

func (o *outgoingRecord) KafkaRecord() (*kgo.Record, int) { return o.record, o.size }
func (o *outgoingRecord) Hold() *HoldInfo                 { return &o.note }
func (o *outgoingRecord) Settle(err error)                { o.done(o.record, err) }

// Interrupted is false: a dead letter may be written twice rather than wait, and a
// transaction is written once or not at all.
func (o *outgoingRecord) Interrupted() bool { return false }

func (o *outgoingRecord) Produce(ctx context.Context, client *kgo.Client) {
	o.record.Context = nil // it may have been sent before
	client.Produce(ctx, o.record, func(_ *kgo.Record, err error) {
		if o.writer.Answered(o, err) {
			o.Settle(err)
		}
	})
}
