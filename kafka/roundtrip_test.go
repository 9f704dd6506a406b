package kafka_test

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/auth"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/ingest"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

var at = time.Date(2026, 2, 3, 12, 0, 0, 0, time.UTC)

// One event of each domain, and one without a key.
func examples() []events.Message {
	return []events.Message{
		created("c-1", events.WithID("e-1"), events.CorrelationID("req-123")),
		events.New("ingest-service", ingest.Cancelled{
			IngestID: "i-1", ContentID: "c-1", Filename: "a.mov", CancelledBy: "user-456", CancelledAt: at,
		}, events.WithID("e-2")),
		events.New("auth-service", auth.UserLogout{UserID: "u-1", Email: "ada@example.org", LogoutAt: at}, events.WithID("e-3")),
		events.New("search-service", search.Performed{Query: "dune", SessionID: "s-1", UserID: "u-1"}, events.WithID("e-4")),
		events.New("search-service", search.Performed{Query: "dune", UserID: "u-1"}, events.WithID("e-5")),
		events.New("search-service", search.Performed{Query: "dune"}, events.WithID("e-6")),
	}
}

func TestRoundTrip(t *testing.T) {
	for _, naming := range []struct {
		name   string
		naming kafka.Naming
		topics []string // of the examples
	}{
		{"default", nil, []string{"content.events", "ingest.events", "auth.events", "search.events", "search.events", "search.events"}},
		{"per type", kafka.PerType, []string{"content.created", "ingest.cancelled", "auth.user.logout", "search.performed", "search.performed", "search.performed"}},
		{"prefixed", kafka.Prefixed("staging.", kafka.PerType), []string{"staging.content.created", "staging.ingest.cancelled", "staging.auth.user.logout", "staging.search.performed", "staging.search.performed", "staging.search.performed"}},
		{"prefixed default", kafka.Prefixed("eu-", nil), []string{"eu-content.events", "eu-ingest.events", "eu-auth.events", "eu-search.events", "eu-search.events", "eu-search.events"}},
		{"own", func(t events.Descriptor) string { return "all" }, []string{"all", "all", "all", "all", "all", "all"}},
	} {
		t.Run(naming.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 6)
			for _, topic := range slices.Compact(slices.Sorted(slices.Values(naming.topics))) {
				if topic != "content.events" {
					s.create(t, 6, topic)
				}
			}
			sent := examples()
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: kafka.Prefixed(s.prefix, naming.naming)})
			if err := pub.Publish(deadline(t), sent...); err != nil {
				t.Fatal(err)
			}

			type got struct {
				record records.Record
				event  events.Any
			}
			var mu sync.Mutex
			byID := make(map[string]got)
			keep := func(ctx context.Context, e events.Any) error {
				r, ok := kafka.RecordFrom(ctx)
				if !ok {
					t.Error("a handler's context has no record")
				}
				mu.Lock()
				defer mu.Unlock()
				byID[e.Metadata.EventID] = got{r, e}
				return nil
			}
			c := s.consumer(t, kafka.ConsumerConfig{Naming: kafka.Prefixed(s.prefix, naming.naming)})
			handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error { return keep(ctx, e.Any()) })
			handle(t, c, func(ctx context.Context, e events.Event[ingest.Cancelled]) error { return keep(ctx, e.Any()) })
			handle(t, c, func(ctx context.Context, e events.Event[auth.UserLogout]) error { return keep(ctx, e.Any()) })
			handleAny(t, c, keep, catalog.SearchPerformed)
			runToEnd(t, c)

			if len(byID) != len(sent) {
				t.Errorf("%d events handled, want %d", len(byID), len(sent))
			}
			keys := []string{"c-1", "i-1", "u-1", "s-1", "u-1", ""}
			for i, e := range sent {
				g := byID[e.Meta().EventID]
				if g.event.Payload == nil {
					t.Errorf("%s was not handled", e.Meta().EventID)
					continue
				}
				if want, have := document(t, e), document(t, g.event); string(want) != string(have) {
					t.Errorf("handled %s\nsent    %s", have, want)
				}
				if string(g.record.Value) != string(document(t, e)) {
					t.Errorf("record's value is %s", g.record.Value)
				}
				if want := s.name(naming.topics[i]); g.record.Topic != want {
					t.Errorf("topic %s, want %s", g.record.Topic, want)
				}
				if string(g.record.Key) != keys[i] || (g.record.Key == nil) != (keys[i] == "") {
					t.Errorf("key %q of %s, want %q", g.record.Key, e.Meta().EventID, keys[i])
				}
				if age := time.Since(g.record.Timestamp); age < 0 || age > patience {
					t.Errorf("published %v ago", age)
				}
			}
			if s := c.Stats(); s != (kafka.Stats{Handled: 6}) {
				t.Errorf("stats %+v", s)
			}
		})
	}
}

func TestHeaders(t *testing.T) {
	s := newStage(t, 6)
	s.create(t, 6, "ingest.events")
	s.publish(t, examples()[:2]...)
	want := "event-type=content.created event-version=1.0.0 event-id=e-1 event-source=cms-service correlation-id=req-123"
	if got := headers(s.held(t, "content.events")[0]); got != want {
		t.Errorf("headers %s\nwant    %s", got, want)
	}
	want = "event-type=ingest.cancelled event-version=1.0.0 event-id=e-2 event-source=ingest-service"
	if got := headers(s.held(t, "ingest.events")[0]); got != want {
		t.Errorf("headers %s\nwant    %s", got, want)
	}
}
