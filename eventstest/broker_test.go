package eventstest_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/eventstest"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/records"
)

func TestBroker_ClosesWithTest(t *testing.T) {
	var addrs []string
	t.Run("its test", func(t *testing.T) {
		b := eventstest.NewBroker(t)
		addrs = b.Addrs()
		mine := b.Addrs()
		mine[0] = "changed"
		if b.Addrs()[0] != addrs[0] {
			t.Error("a caller changes the broker's own addresses")
		}
		eventstest.Publish(t, b, created(t, "program-1"))
	})
	if conn, err := net.Dial("tcp", addrs[0]); err == nil {
		conn.Close()
		t.Error("the broker of a test that has ended still listens")
	}
}

// Many tests, each with its own broker, do not see each other's events.
func TestBroker_ManyAtOnce(t *testing.T) {
	for i := range 50 {
		t.Run(fmt.Sprint(i), func(t *testing.T) {
			t.Parallel()
			b := eventstest.NewBroker(t)
			id := fmt.Sprintf("program-%d", i)
			eventstest.Publish(t, b, created(t, id))
			if e := eventstest.RequirePublished[content.Created](t, b); e.Payload.ContentID != id {
				t.Errorf("got the event of %s", e.Payload.ContentID)
			}
		})
	}
}

// What was published without waiting is settled before it is looked at.
func TestPublishersAreFlushed(t *testing.T) {
	b := eventstest.NewBroker(t)
	p := b.Publisher(t)
	for i := range 100 {
		if err := p.PublishAsync(t.Context(), created(t, fmt.Sprint("program-", i)), func(error) {}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(eventstest.Published[content.Created](t, b)); n != 100 {
		t.Errorf("%d published, want 100", n)
	}
}

// A topic that has just come to be is looked at, too.
func TestNewTopicsAreSeenAtOnce(t *testing.T) {
	b := eventstest.NewBroker(t)
	for i := range 20 {
		p, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: b.Addrs()}, Topics: kafka.Prefixed(fmt.Sprintf("p%d.", i), nil)})
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Publish(t.Context(), created(t, "program-1")); err != nil {
			t.Fatal(err)
		}
		if n := len(eventstest.Published[content.Created](t, b)); n != i+1 {
			t.Errorf("%d published, want %d", n, i+1)
		}
		if err := p.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// Transactions leave marks in the topics, which are no records.
func TestTransactions(t *testing.T) {
	b := eventstest.NewBroker(t)
	p := b.Publisher(t)
	for range 2 {
		if err := p.PublishAtomically(t.Context(), created(t, "program-1"), created(t, "program-2")); err != nil {
			t.Fatal(err)
		}
		eventstest.WaitHandled(t, b, "none", "no.topic")
	}
	if n := len(eventstest.Published[content.Created](t, b)); n != 4 {
		t.Errorf("%d published, want 4", n)
	}
	c := newConsumer(t, b, nothing)
	if s := eventstest.Consume(t, b, c); s != (kafka.Stats{Handled: 4}) {
		t.Errorf("%+v, want 4 handled", s)
	}
	eventstest.WaitHandled(t, b, "search-indexer")
}

func TestPublishRecord(t *testing.T) {
	b := eventstest.NewBroker(t)
	for i := range int64(2) {
		r := eventstest.PublishRecord(t, b, records.Record{
			Topic: "content.events", Key: []byte("program-1"), Value: []byte("{}"), Headers: []records.Header{{Key: "a", Value: []byte("b")}},
		})
		if r.Topic != "content.events" || r.Offset != i || string(r.Value) != "{}" || len(r.Headers) != 1 || r.Timestamp.IsZero() {
			t.Errorf("written as %+v", r)
		}
	}
	wantText(t, failing(t, func(t testing.TB) { eventstest.PublishRecord(t, b, records.Record{}) }),
		"eventstest: a record needs a topic, such as content.events")
}

func TestPublishFails(t *testing.T) {
	b := eventstest.NewBroker(t)
	wantText(t, failing(t, func(t testing.TB) {
		eventstest.Publish(t, b, events.New("cms-service", content.Created{ContentID: "program-1"}, events.WithID("e-1")))
	}), "eventstest: publishing content.created: kafka: content.created e-1 was refused, nothing was sent: content.created is invalid: /payload/contentType must not be empty; /payload/title must not be empty; /payload/createdBy must not be empty")
}

// written is a test whose log is kept.
type written struct {
	testing.TB
	log bytes.Buffer
}

func (w *written) Output() io.Writer { return &w.log }

func TestLogger_WritesToTestsLog(t *testing.T) {
	w := &written{TB: t}
	eventstest.Logger(w).Info("handler failed; retrying", "attempt", 2)
	if got, want := w.log.String(), " level=INFO msg=\"handler failed; retrying\" attempt=2\n"; !strings.HasSuffix(got, want) {
		t.Errorf("logged %q, want %q at its end", got, want)
	}
}
