package kafka_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// TestHealth_NamesSlowestHandler has several handlers that do not end. The
// warning is about the one that has been at work longest.
func TestHealth_NamesSlowestHandler(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 8, HandlerTimeout: 50 * time.Millisecond})
	began, release := make(chan string, 3), make(chan struct{})
	handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
		began <- e.Payload.ContentID
		<-release
		return nil
	})
	runUntilStopped(t, c)
	t.Cleanup(func() { close(release) })
	for i, id := range []string{"c-0", "c-1", "c-2"} {
		publish(t, brokers, created(id))
		if got := get(t, began); got != id {
			t.Fatalf("%s is handled, want %s", got, id)
		}
		if i == 0 {
			until(t, func() bool { return len(c.Health().Warnings) > 0 })
		}
		h := c.Health()
		if len(h.Warnings) != 1 || !strings.HasSuffix(h.Warnings[0], ": content.events partition 0 offset 0") {
			t.Errorf("with %d handlers at work: %+v", i+1, h)
		}
	}
}
