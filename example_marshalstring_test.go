package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// Write an event as a string, for a log or a database's text column. It is the
// text that JSON.stringify writes: & and < stay as they are, where encoding/json
// would escape them.
func ExampleMarshalString() {
	e := events.New("cms-service",
		content.Created{ContentID: "program-124", ContentType: "MOVIE", Title: "Thelma & Louise", CreatedBy: "user-456"},
		events.WithID("evt-1"), events.WithClock(fixed))
	text, err := events.MarshalString(e)
	if err != nil {
		panic(err)
	}
	fmt.Println(text)
	// Output: {"metadata":{"eventId":"evt-1","eventType":"content.created","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"cms-service"},"payload":{"contentId":"program-124","contentType":"MOVIE","title":"Thelma & Louise","createdBy":"user-456"}}
}
