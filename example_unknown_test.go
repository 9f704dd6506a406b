package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/auth"
)

// Fields that a newer minor version added are kept, can be looked at, and are
// written back as they stood.
func Example_unknownFields() {
	const document = `{"metadata":{"eventId":"evt-1","eventType":"auth.token.refreshed","eventVersion":"1.4.0","timestamp":"2026-01-31T12:00:00.000Z","source":"auth-service"},` +
		`"payload":{"userId":"user-456","tokenId":"token-1","refreshedAt":"2026-01-31T12:00:00.000Z","device":{"name":"TV","score":1.50}}}`
	e, err := events.UnmarshalString[auth.TokenRefreshed](document)
	if err != nil {
		panic(err)
	}
	device, ok := e.Payload.Unknown.Get("device")
	fmt.Println(device, ok)

	back, err := events.MarshalString(e)
	fmt.Println(back == document, err)
	// Output:
	// {"name":"TV","score":1.50} true
	// true <nil>
}
