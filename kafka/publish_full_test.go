package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// TestPublisher_DeliveryTimeoutWithoutRoom publishes an event for which there is
// no room, since the broker does not answer. The call ends with the delivery
// timeout and what the client needs to notice it. The event was never sent.
func TestPublisher_DeliveryTimeoutWithoutRoom(t *testing.T) {
	t.Parallel()
	target := startCluster(t)
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, MaxBuffered: 1, DeliveryTimeout: time.Second})
	settled := make(chan error, 1)
	if err := pub.PublishAsync(deadline(t), created("c-1"), func(err error) { settled <- err }); err != nil {
		t.Fatal(err)
	}
	get(t, hang.arrived)
	defer hang.release()
	err := pub.Publish(deadline(t), created("c-2", events.WithID("e-2")))
	var failed *kafka.PublishError
	if !errors.As(err, &failed) || failed.Retry != kafka.RetrySafe {
		t.Fatalf("error %v, want one after which publishing again is safe", err)
	}
	want := "kafka: content.created e-2 was not published to content.events: " + target.ListenAddrs()[0] + " did not acknowledge it within 1s"
	if !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %v\nwant  %s…", err, want)
	}
	select {
	case err := <-settled:
		t.Errorf("the event that takes the room was settled before: %v", err)
	default:
	}
}

// TestPublisher_CloseAbandonsCallWithoutRoom closes a publisher, without time,
// while a call has some of its events in the buffer and waits for room for the
// others. Those are not sent any more: publishing them again is safe.
func TestPublisher_CloseAbandonsCallWithoutRoom(t *testing.T) {
	const room, list = 2, 7
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	hang := hangUp(t, target, kmsg.Produce)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, MaxBuffered: room})
	published := make(chan error, 1)
	go func() { published <- pub.Publish(context.Background(), series(list)...) }()
	get(t, hang.arrived)
	until(t, func() bool { return len(pub.Health(deadline(t)).Warnings) == 1 }) // the buffer is full

	err := pub.Close(canceled())
	want := fmt.Sprintf("kafka: closing the publisher: %d events were abandoned: context canceled; ", room)
	if err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("Close returned %v\nwant %s…", err, want)
	}
	failures := kafka.Failures(get(t, published))
	if len(failures) != list {
		t.Fatalf("%d events failed, want %d", len(failures), list)
	}
	for i, f := range failures {
		if late := errors.Is(f, context.Canceled); !errors.Is(f, kafka.ErrClosed) || late != (i < room) {
			t.Errorf("event %d: %v", i, f)
		}
		if i >= room && f.Retry != kafka.RetrySafe {
			t.Errorf("event %d, which was not sent: %v", i, f)
		}
	}
	hang.release()
}

// TestPublisher_NotSentSinceLastEvent publishes an event, and another after all
// connections are lost. The second was never sent: publishing it again is safe.
func TestPublisher_NotSentSinceLastEvent(t *testing.T) {
	t.Parallel()
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	net := newCable()
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs(), ClientOptions: []kgo.Opt{net.option()}}, DeliveryTimeout: time.Second})
	if err := pub.Publish(deadline(t), created("c-1")); err != nil {
		t.Fatal(err)
	}
	net.cut()
	err := pub.Publish(deadline(t), created("c-1"))
	var failed *kafka.PublishError
	if !errors.As(err, &failed) || failed.Retry != kafka.RetrySafe {
		t.Errorf("error %v, want one after which publishing again is safe", err)
	}
	net.mend()
	if err := pub.Publish(deadline(t), created("c-1")); err != nil {
		t.Error(err)
	}
	if n := len(held(t, target.ListenAddrs(), "content.events")); n != 2 {
		t.Errorf("%d records, want 2", n)
	}
}
