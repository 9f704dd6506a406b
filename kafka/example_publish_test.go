package kafka_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// What is not accepted is returned, and everything else is called back.
func ExamplePublisher_PublishAsync() {
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
	defer pub.Close(ctx)

	acknowledged := 0
	for results := -1; results < 3; results++ {
		e := events.New("search-service", search.Performed{Query: "dune", ResultsCount: int64(results), SessionID: "s-1"}, events.WithID(fmt.Sprint("e", results)))
		err := pub.PublishAsync(ctx, e, func(err error) {
			if err == nil {
				acknowledged++
			}
		})
		if err != nil {
			fmt.Println(err)
		}
	}
	if err := pub.Flush(ctx); err != nil {
		fmt.Println(err)
	}
	fmt.Println(acknowledged, "acknowledged")
	// Output:
	// kafka: search.performed e-1 was refused, nothing was sent: search.performed is invalid: /payload/resultsCount must be at least 0
	// 3 acknowledged
}

// All events of a transaction become visible, or none.
func ExamplePublisher_PublishAtomically() {
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
	defer pub.Close(ctx)

	err = pub.PublishAtomically(ctx,
		events.New("cms-service", content.Created{ContentID: "c-1", ContentType: "SERIES", Title: "Dune", CreatedBy: "user-456"}),
		events.New("cms-service", content.Created{ContentID: "c-2", ContentType: "EPISODE", Title: "Arrakis", CreatedBy: "user-456"}),
	)
	var failed *kafka.TransactionError
	if errors.As(err, &failed) && failed.Retry == kafka.RetrySafe {
		fmt.Println("to be published again:", err)
		return
	}
	fmt.Println(err)
	// Output: <nil>
}

// What a handler publishes names the event that it was caused by.
func ExamplePublisher_causation() {
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
	defer pub.Close(ctx)
	e := events.New("cms-service", content.Created{ContentID: "c-1", ContentType: "MOVIE", Title: "Dune", CreatedBy: "user-456"},
		events.WithID("e-1"), events.CorrelationID("req-123"))
	if err := pub.Publish(ctx, e); err != nil {
		fmt.Println(err)
		return
	}

	run := func(group string, handle func(*kafka.Consumer) error) error {
		c, err := kafka.NewConsumer(kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: b.Addrs()}, Group: group, Registry: catalog.Registry()})
		if err != nil {
			return err
		}
		if err := handle(c); err != nil {
			return err
		}
		return c.RunToEnd(ctx)
	}
	err = run("indexer", func(c *kafka.Consumer) error {
		return kafka.Handle(c, func(ctx context.Context, e events.Event[content.Created]) error {
			return pub.Publish(ctx, events.New("indexer", search.Indexed{
				ContentID: e.Payload.ContentID, ContentType: e.Payload.ContentType, Title: e.Payload.Title,
				IndexedAt: e.Metadata.Timestamp, IndexVersion: "v1",
			}))
		})
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	err = run("watcher", func(c *kafka.Consumer) error {
		return kafka.Handle(c, func(ctx context.Context, e events.Event[search.Indexed]) error {
			r, _ := kafka.RecordFrom(ctx)
			for _, h := range r.Headers {
				if h.Key == kafka.HeaderCausationID {
					fmt.Printf("%s for %s, caused by %s\n", e.Metadata.EventType, e.Metadata.CorrelationID, h.Value)
				}
			}
			return nil
		})
	})
	if err != nil {
		fmt.Println(err)
	}
	// Output: search.indexed for req-123, caused by e-1
}
