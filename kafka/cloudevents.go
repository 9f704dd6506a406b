package kafka

import (
	"fmt"

	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/cluster"
)

// Mode is the format in which records hold events. Consumers read all modes and detect the
// mode from a record's headers.
type Mode int

const (
	// ModeEnvelope writes the event's document as the value, and this package's headers.
	ModeEnvelope Mode = iota
	// ModeCloudEventsBinary writes the payload as the value and the metadata as headers
	// such as "ce_id", as defined by the CloudEvents Kafka binding.
	ModeCloudEventsBinary
	// ModeCloudEventsStructured writes a CloudEvent in JSON as the value.
	ModeCloudEventsStructured
)

func (m Mode) check() error {
	if m < ModeEnvelope || m > ModeCloudEventsStructured {
		return &cluster.ConfigError{Field: "PublisherConfig.Mode", Problem: fmt.Sprintf("is %d: want ModeEnvelope, ModeCloudEventsBinary or ModeCloudEventsStructured", m)}
	}
	return nil
}

// cloudEvents converts the mode to that of package cloudevents.
func (m Mode) cloudEvents() cloudevents.Mode {
	return [...]cloudevents.Mode{cloudevents.None, cloudevents.Binary, cloudevents.Structured}[m]
}
