package dlq

import (
	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/records"
	"github.com/twmb/franz-go/pkg/kgo"
)

// decodeOriginal decodes the record's event, whichever way it holds it.
func decodeOriginal(reg *events.Registry, r records.Record) (events.Any, error) {
	rec := cloudEventOf(r)
	if cloudevents.ModeOf(rec.Headers) == cloudevents.None {
		return reg.Decode(record.Document(r.Value))
	}
	return cloudevents.Decode(reg, rec, events.DecodeOptions{})
}

// encodedAs writes a changed event in the way that a record holds its own. Headers of
// the CloudEvent give place to the new ones.
func encodedAs(r records.Record, e events.Any, document []byte, headers []kgo.RecordHeader) ([]byte, []kgo.RecordHeader, error) {
	mode := cloudevents.ModeOf(cloudEventOf(r).Headers)
	if mode == cloudevents.None {
		return document, record.WithoutSchemaID(headers), nil
	}
	rec, err := cloudevents.Encode(e, mode)
	if err != nil {
		return nil, nil, err
	}
	var all []kgo.RecordHeader
	for _, h := range rec.Headers {
		all = append(all, kgo.RecordHeader(h))
	}
	for _, h := range headers {
		if !cloudevents.IsHeader(h.Key) {
			all = append(all, h)
		}
	}
	return rec.Value, all, nil
}

func cloudEventOf(r records.Record) cloudevents.Record {
	rec := cloudevents.Record{Key: r.Key, Value: r.Value}
	for _, h := range r.Headers {
		rec.Headers = append(rec.Headers, cloudevents.Header(h))
	}
	return rec
}
