package kafka_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// A publisher writes its region with each event, and the tenant of a request with
// what is published for that.
func ExampleWithHeaders() {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()},
		Headers: []kafka.Header{{Key: "region", Value: []byte("eu-west-1")}},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pub.Close(context.Background())
	ctx := kafka.WithHeaders(context.Background(), kafka.Header{Key: "tenant", Value: []byte("acme")})
	e := events.New("cms-service", content.Created{ContentID: "c-1", ContentType: "MOVIE", Title: "Dune", CreatedBy: "user-456"}, events.WithID("e-1"))
	if err := pub.Publish(ctx, e); err != nil {
		fmt.Println(err)
		return
	}
	// A name that the library uses itself is refused.
	err = pub.Publish(kafka.WithHeaders(ctx, kafka.Header{Key: "dlq-reason"}), e)
	var header *kafka.HeaderError
	fmt.Println(errors.As(err, &header), err)

	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: b.Addrs()}, Group: "search-indexer", Registry: catalog.Registry(),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	err = kafka.Handle(c, func(ctx context.Context, e events.Event[content.Created]) error {
		tenant, _ := kafka.HeaderFrom(ctx, "tenant")
		region, _ := kafka.HeaderFrom(ctx, "region")
		fmt.Println(e.Payload.Title, "of", tenant, "in", region)
		return nil
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := c.RunToEnd(context.Background()); err != nil {
		fmt.Println(err)
	}
	// Output:
	// true kafka: content.created e-1 was refused, nothing was sent: header "dlq-reason" is reserved: this package writes or reads it itself
	// Dune of acme in eu-west-1
}
