package kafka_test

import (
	"context"
	"net"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// TestHealth_LiveUntilTwiceTheHandlerTimeout has the only worker's handler not
// end. The consumer warns after HandlerTimeout, and is live for as long again.
func TestHealth_LiveUntilTwiceTheHandlerTimeout(t *testing.T) {
	t.Parallel()
	const limit = 2 * time.Second
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 1, HandlerTimeout: limit})
	began, release := make(chan bool, 1), make(chan struct{})
	handle(t, c, func(context.Context, events.Event[content.Created]) error {
		began <- true
		<-release
		return nil
	})
	runUntilStopped(t, c)
	t.Cleanup(func() { close(release) })
	until(t, func() bool { return c.Health().Ready })
	start := time.Now()
	publish(t, brokers, created("c-1"))
	get(t, began)
	until(t, func() bool {
		h := c.Health()
		at := time.Since(start) // at least as long as the handler has been at work
		if at < limit && len(h.Warnings) > 0 || at < 2*limit && !h.Live {
			t.Errorf("after %v: %+v", at, h)
		}
		return !h.Live
	})
}

// TestHealth_AsksBrokersOnceASecond has a publisher asked for its health twice
// within a second, while no broker answers. It tries to connect only once.
func TestHealth_AsksBrokersOnceASecond(t *testing.T) {
	var dials atomic.Int64
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{unbound(t)}, ClientOptions: []kgo.Opt{
		kgo.Dialer(func(ctx context.Context, network, host string) (net.Conn, error) {
			dials.Add(1)
			return new(net.Dialer).DialContext(ctx, network, host)
		}),
	}}})
	until(t, func() bool {
		start := time.Now()
		first := pub.Health(deadline(t))
		n := dials.Load()
		second := pub.Health(deadline(t))
		if time.Since(start) >= time.Second {
			return false // the machine is busy
		}
		if n == 0 || dials.Load() != n || first.Ready || second.Ready {
			t.Errorf("%d connections were tried for the first answer, %d more for the second: %+v, %+v", n, dials.Load()-n, first, second)
		}
		return true
	})
}

// TestHealth_NotReadyBeforeItJoined leaves the request to join a group without
// an answer. The consumer is not ready then, though it has a member id.
func TestHealth_NotReadyBeforeItJoined(t *testing.T) {
	for name, c := range map[string]struct {
		protocol kafka.Protocol
		join     kmsg.Key
	}{
		"classic": {kafka.ProtocolClassic, kmsg.JoinGroup},
		"KIP-848": {kafka.ProtocolKIP848, kmsg.ConsumerGroupHeartbeat},
	} {
		t.Run(name, func(t *testing.T) {
			target := startCluster(t, kfake.SeedTopics(1, "content.events"))
			hang := hangUp(t, target, c.join)
			consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, Protocol: c.protocol})
			handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return nil })
			runUntilStopped(t, consumer)
			get(t, hang.arrived)
			until(t, func() bool {
				h := consumer.Health()
				if h.Ready || !h.Live {
					t.Errorf("before it joined: %+v", h)
				}
				return slices.Contains(h.Problems, "it has not joined group test")
			})
			hang.release()
			until(t, func() bool { return consumer.Health().Ready })
		})
	}
}
