package kafka

import (
	"fmt"

	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/cluster"
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
