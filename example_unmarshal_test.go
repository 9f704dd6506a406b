package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/ingest"
)

// Read an event whose type is known. An optional number that may well be 0 is an
// events.Optional.
func ExampleUnmarshal() {
	data := []byte(`{"metadata":{"eventId":"evt-1","eventType":"ingest.progress","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"ingest-service"},` +
		`"payload":{"ingestId":"ingest-1","contentId":"program-123","progress":62.5,"stage":"transcoding","estimatedTimeRemaining":0}}`)
	e, err := events.Unmarshal[ingest.Progress](data)
	if err != nil {
		panic(err)
	}
	fmt.Println(e.Payload.IngestID, e.Payload.Stage, e.Payload.Progress)
	if seconds, ok := e.Payload.EstimatedTimeRemaining.Get(); ok {
		fmt.Println("seconds left:", seconds)
	}
	// Output:
	// ingest-1 transcoding 62.5
	// seconds left: 0
}
