package kafka

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
)

// Record is what Kafka stores of an event.
type Record struct {
	Topic     string
	Partition int32
	Offset    int64
	Key       []byte // nil if it has none
	Value     []byte // the event's document, perhaps with a schema's id before it, or a CloudEvent: see [Record.Document]
	Headers   []Header
	Timestamp time.Time // when it was published, to the millisecond
}

// Header is a header of a record. A record may have several of one key.
type Header struct {
	Key   string
	Value []byte
}

// RecordFrom returns the record that a handler was called for, by the context
// that it was given.
func RecordFrom(ctx context.Context) (Record, bool) {
	h, ok := ctx.Value(handlingKey{}).(*handling)
	if !ok {
		return Record{}, false
	}
	return recordOf(h.record), true
}

func recordOf(r *kgo.Record) Record {
	out := Record{
		Topic: r.Topic, Partition: r.Partition, Offset: r.Offset,
		Key: r.Key, Value: r.Value, Timestamp: r.Timestamp,
	}
	for _, h := range r.Headers {
		out.Headers = append(out.Headers, Header(h))
	}
	return out
}
