package records

import (
	"time"

	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/topicscan"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Record is a record as Kafka stores it.
type Record struct {
	Topic     string
	Partition int32
	Offset    int64
	Key       []byte // nil if the record has no key
	Value     []byte // the event's document, which may be prefixed with a schema ID, or a CloudEvent; see [Record.Document]
	Headers   []Header
	Timestamp time.Time // when it was published, to the millisecond
	// Unread is set if a batch could not be read, and says why. The record then stands for
	// the batch: its offset is that of the batch's last record, and it has no key, value or
	// headers. "" for all other records.
	Unread string
}

// Header is a header of a record. A record may have several headers with the same key.
type Header struct {
	Key   string
	Value []byte
}

// FromClient converts a kgo.Record. The result shares the memory of its key, value and
// header values.
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

// Document returns the document of the record's event without validating it: the value
// without a schema ID prefix or, for a CloudEvent, the equivalent document. The error, an
// *[github.com/mediamesh/events.InvalidError], occurs only for CloudEvents: it lists the
// attributes that cannot be represented in the document or, if no document is returned,
// says that the CloudEvent cannot be converted.
func (r Record) Document() ([]byte, error) {
	rec := r.cloudEvent()
	if r.Value == nil || cloudevents.ModeOf(rec.Headers) == cloudevents.None {
		return record.Document(r.Value), nil
	}
	return cloudevents.Document(rec)
}
