package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// An interceptor adds a header and prints the outcome; another one refuses events of one
// source.
func ExampleInterceptor() {
	b, err := broker.Start(broker.Config{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer b.Close()

	audit := func(_ context.Context, o *kafka.Outgoing) error {
		o.SetHeader("schema-owner", o.Type().Owner())
		o.OnDone(func(err error) {
			if err != nil {
				slog.Error("not published", "topic", o.Topic(), "error", err)
				return
			}
			fmt.Println("published", o.Event().Meta().EventID, "to", o.Topic())
		})
		return nil
	}
	frozen := func(_ context.Context, o *kafka.Outgoing) error {
		if o.Event().Meta().Source == "old-cms" {
			return events.Permanent(errors.New("old-cms is frozen"))
		}
		return nil
	}
	pub, err := kafka.NewPublisher(kafka.PublisherConfig{
		Cluster:      cluster.Config{Brokers: b.Addrs()},
		Interceptors: []kafka.Interceptor{frozen, audit},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer pub.Close(context.Background())
	movie := content.Created{ContentID: "c-1", ContentType: "MOVIE", Title: "Dune", CreatedBy: "user-456"}
	if err := pub.Publish(context.Background(), events.New("cms-service", movie, events.WithID("e-1"))); err != nil {
		fmt.Println(err)
	}
	fmt.Println(pub.Publish(context.Background(), events.New("old-cms", movie, events.WithID("e-2"))))
	// Output:
	// published e-1 to content.events
	// kafka: content.created e-2 was refused, nothing was sent: an interceptor refused it: old-cms is frozen
}
