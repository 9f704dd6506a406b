package events_test

import (
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
)

// Everything that is wrong with a document is said at once, as data: where,
// which rule, its limit, and what to change.
func ExampleInvalidError() {
	data := []byte(`{"metadata":{"eventId":"evt-1","eventType":"content.created","eventVersion":"1.0","timestamp":"2026-02-30T12:00:00Z","source":"cms-service"},` +
		`"payload":{"contentId":"program-123","contentType":"PROGRAM","title":42}}`)
	_, err := events.Unmarshal[content.Created](data)
	var invalid *events.InvalidError
	if errors.As(err, &invalid) {
		for _, v := range invalid.Violations {
			fmt.Printf("%s: %s (%s %s)\n", v.Pointer, v.Message, v.Rule, v.Limit)
		}
	}
	// Output:
	// /metadata/eventVersion: must be MAJOR.MINOR.PATCH such as 1.0.0 (pattern semver)
	// /metadata/timestamp: must be an RFC 3339 date-time such as 2026-01-31T12:00:00.000Z (pattern date-time)
	// /payload/title: must be a string, not a number (type string)
	// /payload/createdBy: is required (required )
}
