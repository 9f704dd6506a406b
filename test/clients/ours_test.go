package clients

import (
	"context"
	"log/slog"
	"sync"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// publish publishes events to the stage's topics.
func (s *stage) publish(t *testing.T, codec kafka.Compression, list ...events.Message) {
	t.Helper()
	p, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Topics: s.naming(), Compression: codec})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close(deadline(t))
	if err := p.Publish(deadline(t), list...); err != nil {
		t.Fatal(err)
	}
}

// consumer is one of ours that reads the stage's topics.
func (s *stage) consumer(t *testing.T) *kafka.Consumer {
	t.Helper()
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Group: s.name("ours"), Registry: catalog.Registry(), Naming: s.naming(),
		Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// run runs a consumer to the end, and returns what it counted.
func run(t *testing.T, c *kafka.Consumer) kafka.Stats {
	t.Helper()
	ctx := deadline(t)
	if err := c.RunToEnd(ctx); err != nil {
		t.Fatal(err)
	}
	if ctx.Err() != nil {
		t.Fatal("the end was not reached")
	}
	return c.Stats()
}

// handled is an event that a handler was called with, and its record.
type handled[P events.Payload[P]] struct {
	events.Event[P]
	Record record
}

// inbox keeps what a handler is called with.
type inbox[P events.Payload[P]] struct {
	mu   sync.Mutex
	list []handled[P]
}

// handle registers a handler that keeps all.
func handle[P events.Payload[P]](t *testing.T, c *kafka.Consumer) *inbox[P] {
	t.Helper()
	in := new(inbox[P])
	err := kafka.Handle(c, func(ctx context.Context, e events.Event[P]) error {
		r, _ := kafka.RecordFrom(ctx)
		in.mu.Lock()
		defer in.mu.Unlock()
		in.list = append(in.list, handled[P]{e, recordOf(r)})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// only returns what was handled, which must be one.
func (in *inbox[P]) only(t *testing.T) handled[P] {
	t.Helper()
	if len(in.list) != 1 {
		t.Fatalf("%d events were handled, want 1", len(in.list))
	}
	return in.list[0]
}

// title has what clients like to spoil: quotes, a line separator, markup, and
// characters of two, three and four bytes.
const title = "Späte \"Stunde\" \u2028 <b>&amp;</b> 数字 😀"

// created is a sound event about the content of an id.
func created(id string) events.Event[content.Created] {
	return events.New("cms-service", content.Created{
		ContentID: id, ContentType: "MOVIE", Title: title, CreatedBy: "user-456",
	}, events.CorrelationID("req-"+id))
}

func deleted(p content.Deleted) events.Event[content.Deleted] { return events.New("cms-service", p) }

// headersOf are those that an event is published with.
func headersOf(e events.Message) map[string]string {
	m := e.Meta()
	return map[string]string{
		"event-type": m.EventType, "event-version": m.EventVersion, "event-id": m.EventID,
		"event-source": m.Source, "correlation-id": m.CorrelationID,
	}
}

// document is an event as it is on the wire.
func document(t *testing.T, e events.Message) string {
	t.Helper()
	data, err := events.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// records are those of what was handled.
func (in *inbox[P]) records() []record {
	var list []record
	for _, h := range in.list {
		list = append(list, h.Record)
	}
	return list
}
