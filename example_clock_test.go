package events_test

import (
	"fmt"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// Stop the clock in a test, so that it can say which timestamp it wants.
// Whatever the clock's zone and precision, the timestamp is UTC, to the
// millisecond, as it is written.
func ExampleWithClock() {
	berlin := time.FixedZone("CET", 60*60)
	newYearsEve := func() time.Time { return time.Date(2026, 1, 1, 0, 30, 0, 123_456_789, berlin) }

	e := events.New("cms-service",
		content.Created{ContentID: "program-123", ContentType: "PROGRAM", Title: "Evening News", CreatedBy: "user-456"},
		events.WithClock(newYearsEve))
	fmt.Println(e.Metadata.Timestamp.Format(time.RFC3339Nano))
	// Output: 2025-12-31T23:30:00.123Z
}
