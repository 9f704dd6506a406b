package main

import (
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/eventstest"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

// start returns an indexer and its consumer, on a broker of the test's own.
func start(t *testing.T) (*eventstest.Broker, *indexer, *kafka.Consumer) {
	t.Helper()
	b := eventstest.NewBroker(t)
	ix := newIndexer(b.Publisher(t))
	c, err := ix.consumer(kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: b.Addrs()}, Logger: eventstest.Logger(t)})
	if err != nil {
		t.Fatal(err)
	}
	return b, ix, c
}

func TestCreatedIsIndexed(t *testing.T) {
	b, ix, c := start(t)
	created := eventstest.Example[content.Created](t)
	created.Payload.Title = "Evening News"
	eventstest.Publish(t, b, created)

	eventstest.Consume(t, b, c)

	indexed := eventstest.RequirePublished[search.Indexed](t, b,
		eventstest.Key(created.Payload.ContentID), eventstest.CorrelationID(created.Metadata.CorrelationID))
	if indexed.Payload.Title != "Evening News" || ix.titles[created.Payload.ContentID] != "Evening News" {
		t.Errorf("indexed as %q, and told as %q", ix.titles[created.Payload.ContentID], indexed.Payload.Title)
	}
}

func TestDeletedIsForgotten(t *testing.T) {
	b, ix, c := start(t)
	created, deleted := eventstest.Example[content.Created](t), eventstest.Example[content.Deleted](t)
	deleted.Payload.ContentID = created.Payload.ContentID
	eventstest.Publish(t, b, created, deleted)

	eventstest.Consume(t, b, c)

	eventstest.RequirePublishedInOrder(t, b, eventstest.An[search.Indexed](), eventstest.An[search.IndexDeleted]())
	if len(ix.titles) > 0 {
		t.Errorf("still there: %v", ix.titles)
	}
}

func TestIndexer_DeadLettersArchivedEvents(t *testing.T) {
	b, _, c := start(t)
	created := eventstest.Example[content.Created](t)
	created.Payload.Program.Status = content.ContentStatusArchived
	eventstest.Publish(t, b, created)

	eventstest.Consume(t, b, c, kafka.ReasonHandlerFailed)

	if letter := eventstest.RequireDeadLettered(t, b, kafka.ReasonHandlerFailed); letter.EventID != created.Metadata.EventID || letter.Attempts != 1 {
		t.Errorf("put aside: %+v", letter)
	}
	eventstest.RequireNotPublished[search.Indexed](t, b)
}

// Whatever the rule that an event breaks, its handler is not called.
func TestIndexer_DeadLettersInvalidEvents(t *testing.T) {
	b, ix, c := start(t)
	all := eventstest.Broken(t, content.Created{}.EventType())
	for _, broken := range all {
		eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Value: broken.Document})
	}
	stats := eventstest.Consume(t, b, c, kafka.ReasonInvalid)
	if stats.Handled > 0 || int(stats.DeadLetters) != len(all) || len(ix.titles) > 0 {
		t.Errorf("of %d events: %+v; indexed: %v", len(all), stats, ix.titles)
	}
}

// Odd titles, numbers at the limits: what is valid is indexed.
func TestAnyEventIsIndexed(t *testing.T) {
	b, ix, c := start(t)
	want := map[string]events.Event[content.Created]{}
	for n := range uint64(50) {
		e := eventstest.Example[content.Created](t, eventstest.Seed(n))
		if e.Payload.Program != nil {
			e.Payload.Program.Status = content.ContentStatusPublished
		}
		want[e.Payload.ContentID] = e
		eventstest.Publish(t, b, e)
	}
	eventstest.Consume(t, b, c)
	for id, e := range want {
		if ix.titles[id] != e.Payload.Title {
			t.Errorf("%q is indexed as %q, want %q", id, ix.titles[id], e.Payload.Title)
		}
	}
}
