package records

import (
	"time"

	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
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
	// Unread says why the batch that the record is the last of could not be read; then
	// the record has no key, value and headers. "" for all others.
	Unread string
}

// Header is a header of a record. A record may have several of one key.
type Header struct {
	Key   string
	Value []byte
}

// FromClient returns a record of the Kafka client as a [Record]. They share the key, the
// value and the values of headers.
func FromClient(r *kgo.Record) Record {
	out := Record{
		Topic: r.Topic, Partition: r.Partition, Offset: r.Offset,
		Key: r.Key, Value: r.Value, Timestamp: r.Timestamp,
		Unread: topicscan.Unread(r),
	}
	for _, h := range r.Headers {
		out.Headers = append(out.Headers, Header(h))
	}
	return out
}

func (r Record) cloudEvent() cloudevents.Record {
	rec := cloudevents.Record{Key: r.Key, Value: r.Value}
	for _, h := range r.Headers {
		rec.Headers = append(rec.Headers, cloudevents.Header(h))
	}
	return rec
}

// Document returns the document of the record's event: its value, without the id of its
// schema if one is before it, or, if it holds a CloudEvent, the document that this stands
// for; nothing of it is validated. The error, an
// *[github.com/mediamesh/events.InvalidError], is for a CloudEvent alone: it says which
// attributes the document must leave out, or, without a document, that the CloudEvent
// stands for none.
func (r Record) Document() ([]byte, error) {
	rec := r.cloudEvent()
	if r.Value == nil || cloudevents.ModeOf(rec.Headers) == cloudevents.None {
		return record.Document(r.Value), nil
	}
	return cloudevents.Document(rec)
}
