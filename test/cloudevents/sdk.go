// Package cloudevents has the official SDK for Go judge what this library
// writes, and write what it reads.
package cloudevents

import (
	"context"

	"github.com/IBM/sarama"
	"github.com/cloudevents/sdk-go/protocol/kafka_sarama/v2"
	"github.com/cloudevents/sdk-go/v2/binding"
	"github.com/cloudevents/sdk-go/v2/event"

	"github.com/mediamesh/events/cloudevents"
)

// bySDK reads a record as the SDK does from Kafka.
func bySDK(rec cloudevents.Record) (*event.Event, error) {
	headers := make(map[string][]byte)
	for _, h := range rec.Headers {
		headers[h.Key] = h.Value
	}
	m := kafka_sarama.NewMessage(rec.Value, string(headers[cloudevents.HeaderContentType]), headers)
	return binding.ToEvent(context.Background(), m)
}

// ofSDK writes an event as the SDK does to Kafka.
func ofSDK(e *event.Event, mode cloudevents.Mode) (cloudevents.Record, error) {
	ctx := binding.WithForceBinary(context.Background())
	if mode == cloudevents.Structured {
		ctx = binding.WithForceStructured(context.Background())
	}
	var p sarama.ProducerMessage
	if err := kafka_sarama.WriteProducerMessage(ctx, (*binding.EventMessage)(e), &p); err != nil {
		return cloudevents.Record{}, err
	}
	var rec cloudevents.Record
	for _, h := range p.Headers {
		rec.Headers = append(rec.Headers, cloudevents.Header{Key: string(h.Key), Value: h.Value})
	}
	for _, part := range []struct {
		from sarama.Encoder
		to   *[]byte
	}{{p.Key, &rec.Key}, {p.Value, &rec.Value}} {
		if part.from == nil {
			continue
		}
		var err error
		if *part.to, err = part.from.Encode(); err != nil {
			return rec, err
		}
	}
	return rec, nil
}
