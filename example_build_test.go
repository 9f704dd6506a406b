package events_test

import (
	"fmt"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// fixed makes the output of examples the same every time.
func fixed() time.Time { return time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC) }

// Build an event: the payload says of which type and version it is.
func ExampleNew() {
	e := events.New("cms-service",
		content.Created{ContentID: "program-123", ContentType: "PROGRAM", Title: "Evening News", CreatedBy: "user-456"},
		events.CorrelationID("req-123"),
		events.WithClock(fixed), // for a test; time.Now is the default
	)
	fmt.Println(e.Metadata.EventType, e.Metadata.EventVersion, e.Metadata.Source, e.Metadata.CorrelationID)
	fmt.Println(e.Metadata.Timestamp.Format(time.RFC3339), len(e.Metadata.EventID))
	// Output:
	// content.created 1.0.0 cms-service req-123
	// 2026-01-31T12:00:00Z 36
}
