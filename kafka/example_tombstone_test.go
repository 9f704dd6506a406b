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

// A compacted topic forgets what was created, and the index does, too.
func ExampleHandleTombstones() {
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
	if err := pub.PublishTombstone(ctx, content.Created{}.EventType(), "c-1"); err != nil {
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
	err = kafka.Handle(c, func(_ context.Context, e events.Event[content.Created]) error {
		fmt.Println("index", e.Payload.ContentID)
		return nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	err = kafka.HandleTombstones(c, func(_ context.Context, t kafka.Tombstone) error {
		fmt.Println("delete", t.Key, "of", t.EventType)
		return nil
	}, catalog.ContentCreated)
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := c.RunToEnd(ctx); err != nil {
		fmt.Println(err)
	}
	// Output:
	// index c-1
	// delete c-1 of content.created
}
