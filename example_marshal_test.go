package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// Write an event as JSON. It is validated on the way.
func ExampleMarshal() {
	e := events.New("cms-service",
		content.Created{ContentID: "program-123", ContentType: "PROGRAM", Title: "Evening News", CreatedBy: "user-456"},
		events.WithID("evt-1"), events.WithClock(fixed))
	data, err := events.Marshal(e)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(data))

	e.Payload.Title = ""
	_, err = events.Marshal(e)
	fmt.Println(err)
	// Output:
	// {"metadata":{"eventId":"evt-1","eventType":"content.created","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"cms-service"},"payload":{"contentId":"program-123","contentType":"PROGRAM","title":"Evening News","createdBy":"user-456"}}
	// content.created is invalid: /payload/title must not be empty
}
