package kafka

import (
	"context"
	"time"

	"github.com/mediamesh/events"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Record is what Kafka stores of an event.
type Record struct {
	Topic     string
	Partition int32
	Offset    int64
	Key       []byte // nil if it has none
	Value     []byte // the event's document
	Headers   []Header
	Timestamp time.Time // when it was published, to the millisecond
}

// Header is a header of a record. A record may have several of one key.
type Header struct {
	Key   string
	Value []byte
}

type recordKey struct{}

// RecordFrom returns the record that a handler was called for, by the context
// that it was given.
func RecordFrom(ctx context.Context) (Record, bool) {
	r, ok := ctx.Value(recordKey{}).(*kgo.Record)
	if !ok {
		return Record{}, false
	}
	out := Record{
		Topic: r.Topic, Partition: r.Partition, Offset: r.Offset,
		Key: r.Key, Value: r.Value, Timestamp: r.Timestamp,
	}
	for _, h := range r.Headers {
		out.Headers = append(out.Headers, Header(h))
	}
	return out, true
}

func withRecord(ctx context.Context, r *kgo.Record) context.Context {
	return context.WithValue(ctx, recordKey{}, r)
}

type handlingKey struct{}

// withHandling tells whatever is called with the context which event is being
// handled.
func withHandling(ctx context.Context, m *events.Metadata) context.Context {
	return context.WithValue(ctx, handlingKey{}, m)
}

// handlingFrom returns the metadata of the event that is being handled.
func handlingFrom(ctx context.Context) (*events.Metadata, bool) {
	m, ok := ctx.Value(handlingKey{}).(*events.Metadata)
	return m, ok
}
