package eventstest_test

import (
	"fmt"
	"testing"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/eventstest"
)

func ExampleExample() {
	runTest(func(t testing.TB) {
		e := eventstest.Example[search.Performed](t, eventstest.Minimal())
		e.Payload.Query = "krimi"
		data, err := e.AppendTo(nil)
		fmt.Println(string(data), err)
	})
	// Output:
	// {"metadata":{"eventId":"019bc0fd-89c0-7916-84e1-3847f91a357b","eventType":"search.performed","eventVersion":"1.0.0","timestamp":"2026-01-15T09:30:00.000Z","source":"example-service"},"payload":{"query":"krimi","resultsCount":1,"searchTime":1}} <nil>
}

// For code that takes events of any type.
func ExampleExampleNamed() {
	runTest(func(t testing.TB) {
		for _, name := range []string{catalog.ContentArchived, catalog.TokenRefreshed} {
			e := eventstest.ExampleNamed(t, catalog.Registry(), name)
			key, _ := e.Key()
			fmt.Println(e.Metadata.EventType, key)
		}
	})
	// Output:
	// content.archived content-1
	// auth.token.refreshed user-1
}

func ExampleBroken() {
	runTest(func(t testing.TB) {
		for _, broken := range eventstest.Broken(t, search.IndexDeleted{}.EventType()) {
			if broken.Pointer == "/payload/contentId" {
				_, err := catalog.Decode(broken.Document)
				fmt.Printf("%s: %v\n", broken.Name, err)
			}
		}
	})
	// Output:
	// payload.contentId required, missing: search.index.deleted is invalid: /payload/contentId is required
	// payload.contentId type, null: search.index.deleted is invalid: /payload/contentId must be a string, not null
	// payload.contentId type, a boolean: search.index.deleted is invalid: /payload/contentId must be a string, not a boolean
	// payload.contentId minLength, one character too few: search.index.deleted is invalid: /payload/contentId must not be empty
	// payload.contentId maxLength, one character too many: search.index.deleted is invalid: /payload/contentId must have at most 128 characters, has 129
}
