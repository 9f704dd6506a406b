package main

import (
	"context"
	"fmt"
	"log"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

func main() {
	ctx := context.Background()
	b, err := broker.Start(broker.Config{}) // the embedded broker; for a cluster, set Brokers below
	check(err)
	at := cluster.Config{Brokers: b.Addrs()}

	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: at})
	check(err)
	dune := content.Created{ContentID: "m-1", ContentType: "MOVIE", Title: "Dune", CreatedBy: "ann"}
	check(pub.Publish(ctx, events.New("cms", dune))) // validated before it is sent

	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: at, Group: "search", Registry: catalog.Registry(),
	})
	check(err)
	check(kafka.Handle(c, func(ctx context.Context, e events.Event[content.Created]) error {
		fmt.Println("created:", e.Payload.ContentID, e.Payload.Title)
		return nil
	}))
	check(c.RunToEnd(ctx)) // a service calls Run
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
