package events_test

import (
	"fmt"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/auth"
	"github.com/mediamesh/events/catalog/content"
)

// Read an event of whichever type its envelope names.
func Example_decode() {
	for _, document := range []string{
		`{"metadata":{"eventId":"evt-1","eventType":"content.deleted","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"cms-service"},` +
			`"payload":{"contentId":"program-123","contentType":"PROGRAM","title":"Evening News","deletedBy":"user-456","deletedAt":"2026-01-31T12:00:00.000Z"}}`,
		`{"metadata":{"eventId":"evt-2","eventType":"auth.user.logout","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"auth-service"},` +
			`"payload":{"userId":"user-456","email":"name@example.com","logoutAt":"2026-01-31T12:00:00.000Z"}}`,
		`{"metadata":{"eventId":"evt-3","eventType":"weather.changed","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"weather-service"},"payload":{}}`,
	} {
		e, err := catalog.Decode([]byte(document))
		if err != nil {
			fmt.Println(err)
			continue
		}
		switch p := e.Payload.(type) {
		case *content.Deleted:
			fmt.Println("deleted:", p.Title)
		case *auth.UserLogout:
			fmt.Println("logged out:", p.UserID)
		}
	}
	// Output:
	// deleted: Evening News
	// logged out: user-456
	// event type "weather.changed" is unknown: add it to the contract, or register its descriptor
}
