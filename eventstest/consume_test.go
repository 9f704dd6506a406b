package eventstest_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/ingest"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/eventstest"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

func TestConsume(t *testing.T) {
	b := eventstest.NewBroker(t)
	p := b.Publisher(t)
	c := newConsumer(t, b, func(ctx context.Context, e events.Event[content.Created]) error {
		indexed := eventstest.Example[search.Indexed](t)
		indexed.Payload.ContentID = e.Payload.ContentID
		return p.Publish(ctx, indexed)
	})
	if s := eventstest.Consume(t, b, c); s != (kafka.Stats{}) {
		t.Errorf("of nothing: %+v", s)
	}
	for _, id := range []string{"program-1", "program-2"} {
		eventstest.Publish(t, b, created(t, id))
		if s := eventstest.Consume(t, b, c); s != (kafka.Stats{Handled: 1}) {
			t.Errorf("of %s: %+v, want 1 handled", id, s)
		}
		eventstest.RequirePublished[search.Indexed](t, b, eventstest.Key(id))
	}
}

func TestConsumeFails(t *testing.T) {
	broken := untitled(t)
	for _, test := range []struct {
		name   string
		assert func(t testing.TB, b *eventstest.Broker)
		want   string
	}{
		{"a handler that fails", func(t testing.TB, b *eventstest.Broker) {
			eventstest.Consume(t, b, newConsumer(t, b, func(context.Context, events.Event[content.Created]) error { return errors.New("the index is gone") }))
		}, `the consumer dead-lettered records: 0 handled, 2 dead letters, 0 ignored, 0 handler calls to retry
Dead letters:
    content.events.dlq/4/0 dead letter of search-indexer, content.created: handler-failed: the index is gone
    content.events.dlq/4/1 dead letter of search-indexer, content.created: invalid: content.created is invalid: /payload/title is required`},
		{"a record that is not expected", func(t testing.TB, b *eventstest.Broker) {
			eventstest.Consume(t, b, newConsumer(t, b, nothing), kafka.ReasonHandlerFailed)
		}, `the consumer dead-lettered records: 1 handled, 1 dead letters, 0 ignored, 0 handler calls to retry
Dead letters:
    content.events.dlq/4/0 dead letter of search-indexer, content.created: invalid: content.created is invalid: /payload/title is required`},
		{"a consumer without handlers", func(t testing.TB, b *eventstest.Broker) {
			eventstest.Consume(t, b, newConsumer(t, b, nil))
		}, "the consumer failed: kafka: the consumer has no handlers: call Handle, HandleAny or HandleTombstones before Run"},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := eventstest.NewBroker(t)
			eventstest.Publish(t, b, created(t, "program-1"))
			eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Key: []byte("program-1"), Value: broken.Document})
			wantText(t, failing(t, func(t testing.TB) { test.assert(t, b) }), test.want)
		})
	}
}

// Consume returns and reports what was counted in its own run, each count by itself.
func TestConsume_CountsItsOwnRun(t *testing.T) {
	b := eventstest.NewBroker(t)
	calls := map[string]int{} // by event
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "search-indexer", Registry: catalog.Registry(), Logger: eventstest.Logger(t),
		Retry:    kafka.RetryPolicy{MaxAttempts: 3, Backoff: time.Millisecond},
		Policies: map[kafka.Reason]kafka.Policy{kafka.ReasonUnknownType: kafka.PolicySkip, kafka.ReasonInvalid: kafka.PolicyReport},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := kafka.Handle(c, func(_ context.Context, e events.Event[content.Created]) error {
		calls[e.Metadata.EventID]++
		switch {
		case e.Metadata.CorrelationID == "always", e.Metadata.CorrelationID == "once" && calls[e.Metadata.EventID] == 1:
			return errors.New("the index is gone")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	id := 0
	publish := func(n int, failing string) {
		for range n {
			id++
			e := created(t, "program-1")
			e.Metadata.EventID, e.Metadata.CorrelationID = fmt.Sprintf("e-%d", id), failing
			eventstest.Publish(t, b, e)
		}
	}
	write := func(n int, document []byte) {
		for range n {
			eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Key: []byte("program-1"), Value: document})
		}
	}
	run := func(dead, passed, retried, skipped, reported, tombstones int) {
		publish(dead, "always")
		publish(retried, "once")
		for range passed {
			eventstest.Publish(t, b, eventstest.Example[content.Deleted](t))
		}
		write(skipped, []byte(`{"metadata":{"eventId":"e-1","eventType":"content.praised","eventVersion":"1.0.0","timestamp":"2026-01-15T10:00:00.000Z","source":"a"},"payload":{}}`))
		write(reported, untitled(t).Document)
		write(tombstones, nil)
	}
	run(1, 2, 3, 4, 5, 6)
	want := kafka.Stats{Handled: 3 + 5, DeadLetters: 1, Ignored: 2, Retries: 3 + 2, Skipped: 4, Reported: 5, Tombstones: 6}
	if s := eventstest.Consume(t, b, c, kafka.ReasonHandlerFailed); s != want {
		t.Errorf("of the first run: %+v, want %+v", s, want)
	}
	run(5, 1, 2, 3, 4, 2)
	want = kafka.Stats{Handled: 2 + 4, DeadLetters: 5, Ignored: 1, Retries: 2 + 5*2, Skipped: 3, Reported: 4, Tombstones: 2}
	if s := eventstest.Consume(t, b, c, kafka.ReasonHandlerFailed); s != want {
		t.Errorf("of the second run: %+v, want %+v", s, want)
	}
	run(1, 3, 2, 0, 0, 0)
	got, _, _ := strings.Cut(failing(t, func(t testing.TB) { eventstest.Consume(t, b, c) }), "\n")
	wantText(t, got, "the consumer dead-lettered records: 2 handled, 1 dead letters, 3 ignored, 4 handler calls to retry")
}

// A dead letter counts for the run that wrote it, and not for later ones.
func TestConsume_IgnoresEarlierDeadLetters(t *testing.T) {
	b := eventstest.NewBroker(t)
	broken := records.Record{Topic: "content.events", Key: []byte("program-1"), Value: untitled(t).Document}
	eventstest.PublishRecord(t, b, broken)
	if s := eventstest.Consume(t, b, newConsumer(t, b, nothing), kafka.ReasonInvalid); s != (kafka.Stats{DeadLetters: 1}) {
		t.Errorf("of the first run: %+v, want 1 dead letter", s)
	}
	eventstest.Publish(t, b, created(t, "program-1"))
	if s := eventstest.Consume(t, b, newConsumer(t, b, nothing)); s != (kafka.Stats{Handled: 1}) {
		t.Errorf("of the second run: %+v, want 1 handled", s)
	}
	eventstest.PublishRecord(t, b, broken)
	wantText(t, failing(t, func(t testing.TB) { eventstest.Consume(t, b, newConsumer(t, b, nothing)) }),
		`the consumer dead-lettered records: 0 handled, 1 dead letters, 0 ignored, 0 handler calls to retry
Dead letters:
    content.events.dlq/4/1 dead letter of search-indexer, content.created: invalid: content.created is invalid: /payload/title is required`)
}

// A handler that hangs does not hang the test.
func TestConsume_TimesOut(t *testing.T) {
	t.Parallel()
	b := eventstest.NewBroker(t)
	eventstest.Publish(t, b, created(t, "program-1"))
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "search-indexer", Registry: registries(t)["catalog"], Logger: eventstest.Logger(t), DrainTimeout: time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := kafka.Handle(c, func(ctx context.Context, _ events.Event[content.Created]) error {
		<-ctx.Done()
		return ctx.Err()
	}); err != nil {
		t.Fatal(err)
	}
	wantText(t, failingSoon(t, func(t testing.TB) { eventstest.Consume(t, b, c) }),
		"the consumer did not handle everything that was published: 0 handled, 0 dead letters, 0 ignored, 0 handler calls to retry")
}

func TestWaitHandled(t *testing.T) {
	t.Parallel()
	b := eventstest.NewBroker(t)
	eventstest.Publish(t, b, created(t, "program-1"))
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	c := newConsumer(t, b, nothing)
	go func() { ended <- c.Run(ctx) }() // a service in the background
	eventstest.WaitHandled(t, b, "search-indexer")
	eventstest.Publish(t, b, created(t, "program-2"), eventstest.Example[ingest.Failed](t))
	eventstest.WaitHandled(t, b, "search-indexer", "content.events")
	if n := c.Stats().Handled; n != 2 {
		t.Errorf("%d handled, want 2", n)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	eventstest.Publish(t, b, created(t, "program-2"))
	wantText(t, failingSoon(t, func(t testing.TB) { eventstest.WaitHandled(t, b, "search-indexer") }),
		"timed out waiting for group search-indexer to handle content.events/4 from 2 to 2, ingest.events/2 from 0 to 0")
}

func TestRequireDeadLettered(t *testing.T) {
	b := eventstest.NewBroker(t)
	wantText(t, failing(t, func(t testing.TB) { eventstest.RequireDeadLettered(t, b, kafka.ReasonInvalid) }),
		"no record was dead-lettered as invalid, nor for another reason")
	broken := untitled(t)
	eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Key: []byte("program-1"), Value: broken.Document})
	eventstest.Consume(t, b, newConsumer(t, b, nothing), kafka.ReasonInvalid)
	letter := eventstest.RequireDeadLettered(t, b, kafka.ReasonInvalid)
	if letter.Group != "search-indexer" || len(letter.Violations) != 1 || letter.Violations[0].Pointer != broken.Pointer || string(letter.Original.Value) != string(broken.Document) {
		t.Errorf("got %+v", letter)
	}
	// Its event has not been published: it lies among the dead letters.
	eventstest.RequireNotPublished[content.Created](t, b)
	line := "\n    content.events.dlq/4/0 dead letter of search-indexer, content.created: invalid: content.created is invalid: /payload/title is required"
	wantText(t, failing(t, func(t testing.TB) { eventstest.RequireDeadLettered(t, b, kafka.ReasonHandlerFailed) }),
		"no record was dead-lettered as handler-failed\nDead letters:"+line)
	eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Key: []byte("program-1"), Value: broken.Document})
	eventstest.Consume(t, b, newConsumer(t, b, nothing), kafka.ReasonInvalid)
	wantText(t, failing(t, func(t testing.TB) { eventstest.RequireDeadLettered(t, b, kafka.ReasonInvalid) }),
		"2 records were dead-lettered as invalid, want one\nDead letters:"+line+"\n    content.events.dlq/4/1 dead letter of search-indexer, content.created: invalid: content.created is invalid: /payload/title is required")
	if n := len(eventstest.DeadLetters(t, b)); n != 2 {
		t.Errorf("%d dead letters, want 2", n)
	}
}

// untitled is an event without the title that it must have.
func untitled(t testing.TB) eventstest.BrokenDocument {
	t.Helper()
	for _, broken := range eventstest.Broken(t, content.Created{}.EventType()) {
		if broken.Name == "payload.title required, missing" {
			return broken
		}
	}
	t.Fatal("there is no such document")
	return eventstest.BrokenDocument{}
}

// The error about a record that cannot be written names its topic.
func TestPublishRecord_TooLarge(t *testing.T) {
	b := eventstest.NewBroker(t)
	got := failing(t, func(t testing.TB) {
		eventstest.PublishRecord(t, b, records.Record{Topic: "content.events", Value: make([]byte, 101<<20)})
	})
	wantText(t, got, "eventstest: writing a record to content.events: MESSAGE_TOO_LARGE: The request included a message larger than the max message size the server will accept (uncompressed_bytes=105906176)")
}
