package kafka

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Mode is how records hold events. Consumers read all of them, and tell them apart by a
// record's headers.
type Mode int

const (
	// ModeEnvelope has the event's document as the value, and headers of its own.
	ModeEnvelope Mode = iota
	// ModeCloudEventsBinary has the payload as the value, and the metadata in
	// headers, "ce_id", as CloudEvents' Kafka binding has them.
	ModeCloudEventsBinary
	// ModeCloudEventsStructured has a CloudEvent in JSON as the value.
	ModeCloudEventsStructured
)

func (m Mode) check() error {
	if m < ModeEnvelope || m > ModeCloudEventsStructured {
		return &cluster.ConfigError{Field: "PublisherConfig.Mode", Problem: fmt.Sprintf("is %d: want ModeEnvelope, ModeCloudEventsBinary or ModeCloudEventsStructured", m)}
	}
	return nil
}

// cloudEvents returns the mode as package cloudevents knows it.
func (m Mode) cloudEvents() cloudevents.Mode {
	return [...]cloudevents.Mode{cloudevents.None, cloudevents.Binary, cloudevents.Structured}[m]
}

// fillCloudEvent writes the record of an event as a CloudEvent, which has the
// headers of its cause and its trace besides.
func (k encoder) fillCloudEvent(s *outgoingEvent, m events.Message, meta, cause *events.Metadata) error {
	rec, err := cloudevents.Encode(m, k.publisher.config.Mode.cloudEvents())
	if err != nil {
		return err
	}
	to, err := k.publisher.destination(m)
	if err != nil {
		return err
	}
	if rec.Key == nil && to.keyRequired {
		return &MissingKeyError{Fields: m.Descriptor().KeyFields()}
	}
	own, err := k.intercept(s, m, to.topic, string(rec.Key), rec.Key != nil)
	if err != nil {
		return err
	}
	s.record = kgo.Record{Topic: to.topic, Key: rec.Key, Value: rec.Value}
	for _, h := range rec.Headers {
		s.record.Headers = append(s.record.Headers, kgo.RecordHeader(h))
	}
	for _, stamp := range append(record.AppendCause(nil, cause), k.trace(s, meta, to.topic)...) {
		s.record.Headers = append(s.record.Headers, kgo.RecordHeader{Key: stamp.Key, Value: []byte(stamp.Value)})
	}
	s.addHeaders(own)
	return k.check(s, m, meta, to)
}
