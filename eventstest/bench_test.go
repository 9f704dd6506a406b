package eventstest_test

import (
	"testing"

	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/eventstest"
)

// BenchmarkTest is what a test takes: a broker of its own, an event published
// and required, and the end of it all.
func BenchmarkTest(b *testing.B) {
	for b.Loop() {
		runTest(func(t testing.TB) {
			broker := eventstest.NewBroker(t)
			eventstest.Publish(t, broker, eventstest.Example[content.Created](t))
			eventstest.RequirePublished[content.Created](t, broker)
		})
	}
}

// BenchmarkConsumingTest is one whose event is handled by a consumer besides.
func BenchmarkConsumingTest(b *testing.B) {
	for b.Loop() {
		runTest(func(t testing.TB) {
			broker := eventstest.NewBroker(t)
			eventstest.Publish(t, broker, eventstest.Example[content.Created](t))
			eventstest.Consume(t, broker, newConsumer(t, broker, nothing))
		})
	}
}

func BenchmarkNewBroker(b *testing.B) {
	for b.Loop() {
		runTest(func(t testing.TB) { eventstest.NewBroker(t) })
	}
}

func BenchmarkExample(b *testing.B) {
	for b.Loop() {
		eventstest.Example[content.Created](b)
	}
}
