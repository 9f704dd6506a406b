package eventstest_test

import (
	"fmt"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/eventstest"
)

// What a test says that wanted another title.
func ExampleRequirePublished() {
	runTest(func(t testing.TB) {
		b := eventstest.NewBroker(t)

		// The code under test publishes …
		e := eventstest.Example[content.Deleted](t)
		if err := b.Publisher(t).Publish(t.Context(), e); err != nil {
			t.Fatalf("%v", err)
		}

		// … and the test looks at it.
		want := e.Payload
		want.Title = "Late News"
		eventstest.RequirePublished[content.Deleted](t, b, eventstest.Key("content-1"), eventstest.Payload(want))
	})
	// Output:
	// no content.deleted that matches was published. The closest is content.events/1/0 (- wanted, + published):
	//     /payload/title
	//       - "Late News"
	//       + "Evening News"
	// All that was published:
	//     content.events/1/0 content.deleted 1.0.0, key "content-1"
}

// Events that differ in what the test does not care for.
func ExampleWhere() {
	runTest(func(t testing.TB) {
		b := eventstest.NewBroker(t)
		eventstest.Publish(t, b, eventstest.Example[content.Created](t), eventstest.Example[content.Created](t, eventstest.Seed(1)))

		e := eventstest.RequirePublished[content.Created](t, b,
			eventstest.Where("the evening's news", func(e events.Event[content.Created]) bool { return e.Payload.Title == "Evening News" }))
		fmt.Println(e.Payload.ContentID)
	})
	// Output: content-1
}

func ExampleRequirePublishedInOrder() {
	runTest(func(t testing.TB) {
		b := eventstest.NewBroker(t)
		eventstest.Publish(t, b, eventstest.Example[content.Created](t), eventstest.Example[content.Updated](t), eventstest.Example[content.Deleted](t))

		eventstest.RequirePublishedInOrder(t, b, eventstest.An[content.Created](), eventstest.An[content.Deleted]())
	})
	// Output:
}
