package events_test

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/search"
)

// Write many events into one buffer, here as NDJSON. Nothing is allocated where
// the buffer has room; an invalid event leaves it as it was.
func ExampleAppend() {
	var buf []byte
	for _, query := range []string{"news", "krimi & thriller"} {
		e := events.New("search-service", search.Performed{Query: query, ResultsCount: 3, SearchTime: 12.75},
			events.WithID("evt-"+query[:4]), events.WithClock(fixed))
		var err error
		if buf, err = events.Append(buf, e); err != nil {
			panic(err)
		}
		buf = append(buf, '\n')
	}
	fmt.Print(string(buf))
	// Output:
	// {"metadata":{"eventId":"evt-news","eventType":"search.performed","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"search-service"},"payload":{"query":"news","resultsCount":3,"searchTime":12.75}}
	// {"metadata":{"eventId":"evt-krim","eventType":"search.performed","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"search-service"},"payload":{"query":"krimi & thriller","resultsCount":3,"searchTime":12.75}}
}
