package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
)

// Build metadata on its own, for an event whose type is not generated.
func ExampleNewMetadata() {
	m := events.NewMetadata("content.created", "cms-service",
		events.CorrelationID("req-123"), events.UserID("user-456"),
		events.WithID("evt-1"), events.WithClock(fixed))
	fmt.Println(m.EventID, m.EventType, m.EventVersion, m.Source, m.CorrelationID, m.UserID)
	// Output: evt-1 content.created 1.0.0 cms-service req-123 user-456
}

// Read only the metadata, of events of any contract.
func ExampleDecodeMetadata() {
	m, err := events.DecodeMetadata([]byte(`{"metadata":{"eventId":"evt-1","eventType":"weather.changed","eventVersion":"3.0.0","timestamp":"2026-01-31T12:00:00Z","source":"weather-service"},"payload":{"sky":"clear"}}`))
	fmt.Println(m.EventType, m.EventVersion, m.Source, err)
	// Output: weather.changed 3.0.0 weather-service <nil>
}

// Check what all events have in common, without knowing their types.
func ExampleValidateStructure() {
	err := events.ValidateStructure([]byte(`{"metadata":{"eventId":"evt-1","eventType":"weather.changed"},"payload":[]}`))
	fmt.Println(err)
	// Output: weather.changed is invalid: /metadata/eventVersion is required; /metadata/timestamp is required; /metadata/source is required; /payload must be an object, not an array
}
