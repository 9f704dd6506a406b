package kafka_test

import (
	"testing"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// TestPublishAsync_FromDeepCallback publishes from a callback that has called
// many functions, while the buffer is full. The publisher must see that a
// callback asks, since the event of the callback is what takes the room.
func TestPublishAsync_FromDeepCallback(t *testing.T) {
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: startBroker(t)}, MaxBuffered: 1})
	for _, calls := range []int{0, 1, 50, 60, 64, 70, 200, 1000} {
		outer, inner := make(chan error, 1), make(chan error, 1)
		if err := pub.PublishAsync(deadline(t), created("c-1"), func(err error) {
			if err != nil {
				t.Error(err)
			}
			outer <- deep(calls, func() error {
				return pub.PublishAsync(deadline(t), created("c-2"), func(err error) { inner <- err })
			})
		}); err != nil {
			t.Fatal(err)
		}
		if err := get(t, outer); err != nil {
			t.Fatalf("%d calls deep: %v", calls, err)
		}
		if err := get(t, inner); err != nil {
			t.Errorf("%d calls deep: %v", calls, err)
		}
	}
}

// deep calls f by so many functions.
//
//go:noinline
func deep(calls int, f func() error) error {
	if calls == 0 {
		return f()
	}
	return deep(calls-1, f)
}
