package record

import (
	"github.com/mediamesh/events/cloudevents"
	"github.com/twmb/franz-go/pkg/kgo"
)

// CloudEvent returns a record as package cloudevents reads it.
func CloudEvent(key, value []byte, headers []kgo.RecordHeader) cloudevents.Record {
	rec := cloudevents.Record{Key: key, Value: value, Headers: make([]cloudevents.Header, len(headers))}
	for i, h := range headers {
		rec.Headers[i] = cloudevents.Header(h)
	}
	return rec
}
