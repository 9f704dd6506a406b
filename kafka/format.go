package kafka

import (
	"fmt"

	"github.com/mediamesh/events/kafka/records"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A Format formats records according to a layout. It is safe for concurrent use.
type Format struct{ formatter *kgo.RecordFormatter }

// ParseFormat parses a layout in the syntax of kcl and rpk: %t is the topic, %p the
// partition, %o the offset, %k the key, %v the value, %h{%k=%v } each header, %d the time
// in milliseconds, \n a line break; see [kgo.NewRecordFormatter] for the others.
func ParseFormat(layout string) (*Format, error) {
	f, err := kgo.NewRecordFormatter(layout)
	if err != nil {
		return nil, fmt.Errorf("kafka: format: %w", err)
	}
	return &Format{f}, nil
}

// Append appends a record to dst.
func (f *Format) Append(dst []byte, r records.Record) []byte {
	rec := &kgo.Record{Topic: r.Topic, Partition: r.Partition, Offset: r.Offset, Key: r.Key, Value: r.Value, Timestamp: r.Timestamp}
	for _, h := range r.Headers {
		rec.Headers = append(rec.Headers, kgo.RecordHeader(h))
	}
	return f.formatter.AppendRecord(dst, rec)
}
