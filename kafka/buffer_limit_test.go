package kafka_test

import (
	"errors"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// TestPublisher_BufferFullAtLimit fills a buffer to exactly its limit of bytes.
// It accepts nothing more then, and one event more when the limit is one byte
// larger.
func TestPublisher_BufferFullAtLimit(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	hang := hangUp(t, target, kmsg.Produce)
	defer hang.release()
	never := func(error) {}
	publisher := func(limit int) (*kafka.Publisher, *prometheus.Registry) {
		reg := prometheus.NewRegistry()
		return newPublisher(t, kafka.PublisherConfig{
			Cluster: cluster.Config{Brokers: target.ListenAddrs()}, MaxBufferedBytes: limit, WhenFull: kafka.WhenFullFail, Metrics: reg,
		}), reg
	}
	pub, reg := publisher(1 << 20)
	if err := pub.PublishAsync(deadline(t), created("c-1"), never); err != nil {
		t.Fatal(err)
	}
	size, err := gathered(reg, "mediamesh_publish_buffered_bytes")
	if err != nil || size == 0 {
		t.Fatalf("%v bytes, %v", size, err)
	}
	for _, c := range []struct {
		limit    int
		accepted int
	}{{int(size) - 1, 1}, {int(size), 1}, {int(size) + 1, 2}} {
		pub, _ := publisher(c.limit)
		accepted := 0
		for range 3 {
			err := pub.PublishAsync(deadline(t), created("c-1"), never)
			if err == nil {
				accepted++
			} else if !errors.Is(err, kafka.ErrFull) {
				t.Fatal(err)
			}
		}
		if accepted != c.accepted {
			t.Errorf("limit of %d bytes, events of %v: %d accepted, want %d", c.limit, size, accepted, c.accepted)
		}
	}
}

// TestPublisher_BufferEmptiesWithAcknowledgments publishes an event in each way. Once it
// is acknowledged, its bytes are not in the buffer any more.
func TestPublisher_BufferEmptiesWithAcknowledgments(t *testing.T) {
	for name, publish := range map[string]func(*kafka.Publisher) error{
		"waiting": func(pub *kafka.Publisher) error { return pub.Publish(deadline(t), created("c-1")) },
		"with a callback": func(pub *kafka.Publisher) error {
			return pub.PublishAsync(deadline(t), created("c-1"), func(err error) {
				if err != nil {
					t.Error(err)
				}
			})
		},
	} {
		t.Run(name, func(t *testing.T) {
			reg := prometheus.NewRegistry()
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: startBroker(t)}, Metrics: reg})
			if err := publish(pub); err != nil {
				t.Fatal(err)
			}
			if err := pub.Flush(deadline(t)); err != nil {
				t.Fatal(err)
			}
			if bytes, err := gathered(reg, "mediamesh_publish_buffered_bytes"); bytes != 0 || err != nil {
				t.Errorf("%v bytes are in the buffer, %v, want none", bytes, err)
			}
		})
	}
}
