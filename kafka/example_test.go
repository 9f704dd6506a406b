package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A service publishes an event and another handles it.
func Example() {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	ctx := context.Background()

	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: b.Addrs()}})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pub.Close(context.Background())
	e := events.New("cms-service", content.Created{
		ContentID: "c-1", ContentType: "MOVIE", Title: "Dune", CreatedBy: "user-456",
	}, events.CorrelationID("req-123"))
	if err := pub.Publish(ctx, e); err != nil {
		fmt.Println(err)
		return
	}

	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "search-indexer", Registry: catalog.Registry(),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	err = kafka.Handle(c, func(ctx context.Context, e events.Event[content.Created]) error {
		r, _ := kafka.RecordFrom(ctx)
		fmt.Printf("%s %q of %s, key %s, for %s\n", e.Metadata.EventType, e.Payload.Title, r.Topic, r.Key, e.Metadata.CorrelationID)
		return nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := c.RunToEnd(ctx); err != nil {
		fmt.Println(err)
	}
	// Output: content.created "Dune" of content.events, key c-1, for req-123
}

// If one of the events is invalid, none is sent, and the error names what is
// wrong.
func ExamplePublisher_Publish() {
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pub.Close(context.Background())
	sound := events.New("search-service", search.Performed{Query: "dune", ResultsCount: 3})
	broken := events.New("search-service", search.Performed{Query: "dune", ResultsCount: -1}, events.WithID("e-2"))
	err = pub.Publish(context.Background(), sound, broken)

	var invalid *events.InvalidError
	if errors.As(err, &invalid) {
		fmt.Println(invalid.EventID, invalid.Violations[0])
	}
	for _, f := range kafka.Failures(err) {
		fmt.Println("event", f.Index, "refused:", f.Refused)
	}
	// Output:
	// e-2 /payload/resultsCount must be at least 0
	// event 1 refused: true
}

// Each type has its own topic, with a prefix for the environment.
func ExamplePrefixed() {
	naming := kafka.Prefixed("staging.", kafka.PerType)
	fmt.Println(naming(content.Created{}.EventType()))
	fmt.Println(kafka.PerDomain(content.Created{}.EventType()))
	// Output:
	// staging.content.created
	// content.events
}

// One handler for all types, of whatever version: what a tail of the topics
// needs.
func ExampleHandleAny() {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	ctx := context.Background()
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: b.Addrs()}})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pub.Close(context.Background())
	if err := pub.Publish(ctx, events.New("search-service", search.Performed{Query: "dune", SessionID: "s-1"})); err != nil {
		fmt.Println(err)
		return
	}

	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "tail", Registry: catalog.Registry(),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	err = kafka.HandleAny(c, func(_ context.Context, e events.Any) error {
		fmt.Println(e.Metadata.EventType, "from", e.Metadata.Source)
		return nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := c.RunToEnd(ctx); err != nil {
		fmt.Println(err)
	}
	// Output: search.performed from search-service
}

// What is no valid event goes to the dead-letter topic, with the reason.
func ExampleConsumer_Run_deadLetters() {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	kafkaClient, err := kgo.NewClient(kgo.SeedBrokers(b.Addrs()...), kgo.AllowAutoTopicCreation(), kgo.ConsumeTopics("content.events.dlq"))
	if err != nil {
		fmt.Println(err)
		return
	}
	defer kafkaClient.Close()
	kafkaClient.ProduceSync(ctx, &kgo.Record{Topic: "content.events", Value: []byte(`{"metadata":{},"payload":{}}`)})

	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "search-indexer", Registry: catalog.Registry(),
		Logger: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	err = kafka.Handle(c, func(context.Context, events.Event[content.Created]) error { return nil })
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := c.RunToEnd(ctx); err != nil {
		fmt.Println(err)
	}
	for _, r := range kafkaClient.PollRecords(ctx, 1).Records() {
		for _, h := range r.Headers[:2] {
			fmt.Printf("%s: %s\n", h.Key, h.Value)
		}
	}
	fmt.Println("dead letters:", c.Stats().DeadLetters)
	// Output:
	// dlq-reason: invalid
	// dlq-error: event is invalid: /metadata/eventId is required; /metadata/eventType is required; /metadata/eventVersion is required; /metadata/timestamp is required; /metadata/source is required
	// dead letters: 1
}
