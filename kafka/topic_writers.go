package kafka

import (
	"context"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/record"
)

// topicWriters are the writers of one client's records, by topic.
type topicWriters struct {
	client *kgo.Client
	limits writerLimits

	// mu guards the fields below.
	mu      sync.Mutex
	writers map[string]*topicWriter
	closed  bool
}

// writerLimits are what all writers of a client have in common.
type writerLimits struct {
	// free is how many bytes of a batch a topic must take for its records to flow
	// freely. 0 is for clients whose batches may be of any size, since a single
	// record may: their records are always sent in rounds, first of as many bytes as
	// Kafka takes by default.
	free   int
	expiry time.Duration // how long a record may be held
	fixed  bool          // a topic that was created again is refused: a transaction cannot span both
}

func newTopicWriters(client *kgo.Client, limits writerLimits) *topicWriters {
	return &topicWriters{client: client, limits: limits, writers: make(map[string]*topicWriter)}
}

// of returns the writer of a topic.
func (ws *topicWriters) of(topic string) *topicWriter {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	if ws.writers[topic] == nil {
		w := newTopicWriter(ws.client, topic, ws.limits)
		w.closed = ws.closed
		ws.writers[topic] = w
		if !w.closed && ws.limits.free > 0 {
			go w.foresee()
		}
	}
	return ws.writers[topic]
}

// write sends a record to its topic, and calls done once with the outcome.
func (ws *topicWriters) write(rec *kgo.Record, done func(*kgo.Record, error)) {
	o := &outgoingRecord{record: rec, size: record.BatchSize(rec), writer: ws.of(rec.Topic), done: done}
	o.writer.send(o)
}

// list returns all writers.
func (ws *topicWriters) list() (list []*topicWriter) {
	ws.mu.Lock()
	defer ws.mu.Unlock()
	for _, w := range ws.writers {
		list = append(list, w)
	}
	return list
}

// close fails the records that wait, and all that come later. What the client
// has is for the client to fail.
func (ws *topicWriters) close() {
	ws.mu.Lock()
	ws.closed = true
	ws.mu.Unlock()
	for _, w := range ws.list() {
		w.close()
	}
}

// outgoingRecord is a record that is no publisher's event.
type outgoingRecord struct {
	record *kgo.Record
	size   int
	writer *topicWriter
	note   holdInfo
	done   func(*kgo.Record, error)
}

var _ outgoing = (*outgoingRecord)(nil)

func (o *outgoingRecord) kafkaRecord() (*kgo.Record, int) { return o.record, o.size }
func (o *outgoingRecord) holdInfo() *holdInfo             { return &o.note }
func (o *outgoingRecord) settle(err error)                { o.done(o.record, err) }

// interrupted is false: a dead letter may be written twice rather than wait, and a
// transaction is written once or not at all.
func (o *outgoingRecord) interrupted() bool { return false }

func (o *outgoingRecord) produce(ctx context.Context, client *kgo.Client) {
	o.record.Context = nil // it may have been sent before
	client.Produce(ctx, o.record, func(_ *kgo.Record, err error) {
		if o.writer.answered(o, err) {
			o.settle(err)
		}
	})
}
