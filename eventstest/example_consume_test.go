package eventstest_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/eventstest"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

// A service's consumer handles what is there, and the test goes on.
func ExampleConsume() {
	runTest(func(t testing.TB) {
		b := eventstest.NewBroker(t)
		eventstest.Publish(t, b, eventstest.Example[content.Created](t))

		c, err := kafka.NewConsumer(kafka.ConsumerConfig{
			Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "search-indexer", Registry: catalog.Registry(), Logger: eventstest.Logger(t),
		})
		if err != nil {
			t.Fatalf("%v", err)
		}
		if err := kafka.Handle(c, func(_ context.Context, e events.Event[content.Created]) error {
			fmt.Println("indexed:", e.Payload.Title)
			return nil
		}); err != nil {
			t.Fatalf("%v", err)
		}
		stats := eventstest.Consume(t, b, c)
		fmt.Println("handled:", stats.Handled)
	})
	// Output:
	// indexed: Evening News
	// handled: 1
}

// What becomes of an event that breaks its contract, and of one that its handler
// cannot bear.
func ExampleRequireDeadLettered() {
	runTest(func(t testing.TB) {
		b := eventstest.NewBroker(t)
		broken := eventstest.Broken(t, content.Created{}.EventType())[0]
		eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Value: broken.Document})
		eventstest.Publish(t, b, eventstest.Example[content.Created](t))

		c, err := kafka.NewConsumer(kafka.ConsumerConfig{
			Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "search-indexer", Registry: catalog.Registry(), Logger: eventstest.Logger(t),
		})
		if err != nil {
			t.Fatalf("%v", err)
		}
		if err := kafka.Handle(c, func(context.Context, events.Event[content.Created]) error {
			return events.Permanent(errors.New("no room in the index"))
		}); err != nil {
			t.Fatalf("%v", err)
		}
		eventstest.Consume(t, b, c, kafka.ReasonInvalid, kafka.ReasonHandlerFailed) // dead letters for these reasons are expected

		fmt.Println(eventstest.RequireDeadLettered(t, b, kafka.ReasonInvalid).Violations[0].Pointer)
		fmt.Println(eventstest.RequireDeadLettered(t, b, kafka.ReasonHandlerFailed).Error)
	})
	// Output:
	// /metadata
	// no room in the index
}
