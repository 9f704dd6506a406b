// Indexer is a small service that consumes events and publishes others, and
// indexer_test.go is what its unit tests look like: each has a broker of its own,
// made-up events, and assertions on what was published.
//
// Run it beside a broker: mediamesh broker.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"time"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "indexer:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context) (err error) {
	target, err := cluster.FromEnv(os.Getenv)
	if err != nil {
		return err
	}
	publisher, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: target})
	if err != nil {
		return err
	}
	defer func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		if failed := publisher.Close(last); err == nil {
			err = failed
		}
	}()
	c, err := newIndexer(publisher).consumer(kafka.ConsumerConfig{Cluster: target})
	if err != nil {
		return err
	}
	return c.Run(ctx)
}
