package kafka

import (
	"context"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/twmb/franz-go/pkg/kgo"
)

// BenchmarkDecide decides about a record, as a consumer does for each: that
// there are CloudEvents must cost the others nothing.
func BenchmarkDecide(b *testing.B) {
	config := ConsumerConfig{Group: "g", Registry: catalog.Registry()}
	consumer, err := NewConsumer(config)
	if err != nil {
		b.Fatal(err)
	}
	if err := Handle(consumer, func(context.Context, events.Event[content.Created]) error { return nil }); err != nil {
		b.Fatal(err)
	}
	at := time.Date(2026, 1, 15, 9, 30, 0, 0, time.UTC)
	e := events.New("cms-service", content.Created{
		ContentID: "program-123", ContentType: "PROGRAM", Title: "Evening News", CreatedBy: "user-456",
	}, events.CorrelationID("req-123"), events.WithTimestamp(at))
	value, err := events.Marshal(e)
	if err != nil {
		b.Fatal(err)
	}
	plain := &kgo.Record{Topic: "content.events", Key: []byte("program-123"), Value: value}
	for _, s := range record.AppendHeaders(nil, &e.Metadata, nil) {
		plain.Headers = append(plain.Headers, kgo.RecordHeader{Key: s.Key, Value: []byte(s.Value)})
	}
	// As content services have it.
	plain.Headers = append(plain.Headers, kgo.RecordHeader{Key: "content-id", Value: []byte("program-123")}, kgo.RecordHeader{Key: "content-type", Value: []byte("PROGRAM")})
	for _, c := range []struct {
		name   string
		record *kgo.Record
	}{{"envelope", plain}, {"binary", cloudEventRecord(b, e, ModeCloudEventsBinary)}, {"structured", cloudEventRecord(b, e, ModeCloudEventsStructured)}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var v verdict
				decide(&consumer.config, &consumer.handlers, c.record, &v)
				if v.dead != nil {
					b.Fatal(v.dead.Text)
				}
			}
		})
	}
}

func cloudEventRecord(b *testing.B, e events.Message, mode Mode) *kgo.Record {
	b.Helper()
	rec, err := cloudevents.Encode(e, mode.cloudEvents())
	if err != nil {
		b.Fatal(err)
	}
	r := &kgo.Record{Key: rec.Key, Value: rec.Value}
	for _, h := range rec.Headers {
		r.Headers = append(r.Headers, kgo.RecordHeader(h))
	}
	return r
}
