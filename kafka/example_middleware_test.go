package kafka_test

import (
	"context"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// One middleware for all handlers of a consumer, and one for a single handler.
func ExampleMiddleware() {
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
	e := events.New("cms-service", content.Created{ContentID: "c-1", ContentType: "MOVIE", Title: "Dune", CreatedBy: "user-456"})
	if err := pub.Publish(ctx, e); err != nil {
		fmt.Println(err)
		return
	}

	audit := func(next kafka.HandlerFunc) kafka.HandlerFunc {
		return func(ctx context.Context, e events.Any) error {
			err := next(ctx, e)
			r, _ := kafka.RecordFrom(ctx)
			fmt.Printf("audit: %s at offset %d, attempt %d: %v\n", e.Metadata.EventType, r.Offset, kafka.AttemptFrom(ctx), err)
			return err
		}
	}
	onlyMovies := func(next kafka.HandlerFunc) kafka.HandlerFunc {
		return func(ctx context.Context, e events.Any) error {
			if c, ok := events.As[content.Created](e); ok && c.Payload.ContentType != "MOVIE" {
				return nil // done, without the handler
			}
			return next(ctx, e)
		}
	}
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "search-indexer", Registry: catalog.Registry(),
		Middleware: []kafka.Middleware{audit},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	err = kafka.Handle(c, func(_ context.Context, e events.Event[content.Created]) error {
		fmt.Println("indexing", e.Payload.Title)
		return nil
	}, kafka.WithMiddleware(onlyMovies))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := c.RunToEnd(ctx); err != nil {
		fmt.Println(err)
	}
	// Output:
	// indexing Dune
	// audit: content.created at offset 0, attempt 1: <nil>
}
