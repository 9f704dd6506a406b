package clients

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
)

// nestHandled is what the microservice says of each event that it handles.
type nestHandled struct {
	record
	Failing bool `json:"failing"`
}

func startNest(t *testing.T, s *stage) *service {
	t.Helper()
	return start(t, "nest.mjs", map[string]any{"group": s.name("nest"), "prefix": s.prefix})
}

func (s *service) handled(t *testing.T) nestHandled {
	t.Helper()
	var h nestHandled
	if line := s.line(t); json.Unmarshal(line, &h) != nil {
		t.Fatalf("the microservice says %s", line)
	}
	return h
}

// A NestJS microservice handles what we publish; what it emits reaches our
// handler, by the key that it gave.
func TestNestMicroservice(t *testing.T) {
	s := newStage(t, "content.events", "search.events")
	service := startNest(t, s)
	film := created("program-1")
	other := content.Deleted{ContentID: "program-2", ContentType: "MOVIE", Title: title, DeletedBy: "user-456", DeletedAt: film.Metadata.Timestamp}
	s.publish(t, kafka.CompressionGzip, film, deleted(other))

	got := service.handled(t)
	want := record{Topic: s.name("content.events"), Partition: got.Partition, Key: new("program-1"), Headers: headersOf(film), Value: document(t, film)}
	if diff := cmp.Diff(want, got.record); diff != "" {
		t.Errorf("- published, + handled by the microservice:\n%s", diff)
	}
	emitted := s.waitFor(t, "search.events", 1)
	service.stop(t)

	c := s.consumer(t)
	in := handle[search.Indexed](t, c)
	if stats := run(t, c); stats.Handled != 1 || stats.DeadLetters != 0 {
		t.Errorf("counted %+v", stats)
	}
	indexed := in.only(t)
	if indexed.Payload.ContentID != "program-1" || indexed.Payload.Title != title || indexed.Metadata.CorrelationID != "req-program-1" || indexed.Metadata.Source != "search-service" {
		t.Errorf("handled %+v", indexed.Event)
	}
	want = record{Topic: s.name("search.events"), Partition: emitted[0].Partition, Key: new("program-1"), Value: document(t, indexed.Event),
		Headers: map[string]string{"event-type": "search.indexed", "event-version": "1.0.0", "content-id": "program-1"}}
	if diff := cmp.Diff(want, indexed.Record); diff != "" {
		t.Errorf("- as the microservice should emit, + handled:\n%s", diff)
	}
}

// An event that is emitted as it is has no key and no headers. It is valid,
// but has no place in an order.
func TestNestEmitsWithoutKey(t *testing.T) {
	s := newStage(t, "content.events", "search.events")
	service := startNest(t, s)
	s.publish(t, kafka.CompressionNone, created("bare"))
	service.handled(t)
	s.waitFor(t, "search.events", 1)
	service.stop(t)

	c := s.consumer(t)
	in := handle[search.Indexed](t, c)
	run(t, c)
	indexed := in.only(t)
	if indexed.Payload.ContentID != "bare" || indexed.Record.Key != nil || len(indexed.Record.Headers) != 0 {
		t.Errorf("handled %+v of %+v", indexed.Event, indexed.Record)
	}
}

// Where a handler throws, the event is delivered to it again; a stop in good
// order leaves nothing to be repeated.
func TestNestRepeatsWhatFailed(t *testing.T) {
	s := newStage(t, "content.events", "search.events")
	service := startNest(t, s)
	film := created("fails-once")
	s.publish(t, kafka.CompressionNone, film)
	first, second := service.handled(t), service.handled(t)
	if !first.Failing || second.Failing || first.Offset != second.Offset || second.Value != document(t, film) {
		t.Errorf("handled %+v, then %+v", first, second)
	}
	s.waitFor(t, "search.events", 1)
	service.stop(t)

	service = startNest(t, s)
	s.publish(t, kafka.CompressionNone, created("fails-once-not"))
	if next := service.handled(t); next.key() != "fails-once-not" {
		t.Errorf("after a restart the microservice handles %+v", next)
	}
	s.waitFor(t, "search.events", 2)
	service.stop(t)
}
