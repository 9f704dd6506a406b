package kafka_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kgo"
)

// TestWhoeverWaitsDoesNotLinger has the client linger for a minute, and waits for
// acknowledgements: of the first event of a topic, whose partitions are not known
// yet, of later ones and of many at once.
func TestWhoeverWaitsDoesNotLinger(t *testing.T) {
	pub := newPublisher(t, kafka.PublisherConfig{
		Cluster: cluster.Config{Brokers: startBroker(t), ClientOptions: []kgo.Opt{kgo.ProducerLinger(time.Minute)}},
	})
	t.Run("one after the other", func(t *testing.T) {
		for range 3 {
			if err := pub.Publish(deadline(t), created("c-1")); err != nil {
				t.Fatal(err)
			}
		}
	})
	t.Run("several in a call", func(t *testing.T) {
		if err := pub.Publish(deadline(t), created("c-1"), created("c-2"), created("c-3")); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("many callers", func(t *testing.T) {
		ctx := deadline(t)
		var callers sync.WaitGroup
		for range 64 {
			callers.Go(func() {
				for range 20 {
					if err := pub.Publish(ctx, created("c-1")); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
		callers.Wait()
	})
	t.Run("a transaction", func(t *testing.T) {
		if err := pub.PublishAtomically(deadline(t), created("c-1"), created("c-2")); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("a flush", func(t *testing.T) {
		acknowledged := make(chan error, 1)
		if err := pub.PublishAsync(context.Background(), created("c-1", events.WithID("late")), func(err error) { acknowledged <- err }); err != nil {
			t.Fatal(err)
		}
		if err := pub.Flush(deadline(t)); err != nil {
			t.Fatal(err)
		}
		if err := <-acknowledged; err != nil {
			t.Error(err)
		}
	})
}
