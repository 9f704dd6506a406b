package kafka_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// TestRebalance_ResumesPausedPartition revokes a partition while the client has
// it paused and assigns it to the same member again. The member must fetch it
// again: the client does not forget a pause when a partition is revoked.
func TestRebalance_ResumesPausedPartition(t *testing.T) {
	t.Parallel()
	s := newStage(t, 2)
	s.create(t, 1, "other.events")
	const records = 80
	var list []*kgo.Record
	for i := range records {
		key := fmt.Sprintf("k%d", i)
		list = append(list, &kgo.Record{Key: []byte(key), Value: document(t, chapter(key, 0))})
	}
	s.send(t, list...) // all to partition 0

	// An eager balancer revokes all partitions in each rebalance.
	eager := kgo.Balancers(kgo.RangeBalancer())
	reg, l := prometheus.NewRegistry(), newLedger()
	revoked := make(chan struct{})
	reassigned := sync.OnceFunc(func() { close(revoked) })
	c := s.consumer(t, kafka.ConsumerConfig{
		MaxInFlight: 8, Workers: 16, DrainTimeout: 50 * time.Millisecond, Metrics: reg, Cluster: cluster.Config{ClientOptions: quickly(eager)},
	})
	handle(t, c, l.handler(func(ctx context.Context, _ events.Event[content.Created]) error {
		select {
		case <-revoked:
			return nil
		case <-ctx.Done(): // the drain timeout is over
			reassigned()
			return ctx.Err()
		}
	}))
	r := runUntilStopped(t, c)
	until(t, func() bool {
		paused, err := gathered(reg, "mediamesh_paused_partitions")
		return err == nil && paused == 1
	})

	// A member of another topic: the first gets both of its partitions back.
	client(t, s.brokers, quickly(eager, kgo.ConsumerGroup(s.group), kgo.ConsumeTopics(s.name("other.events")), kgo.DisableAutoCommit())...)
	l.awaitDone(t, records)
	s.awaitCommitted(t, records)
	if err := r.stop(t); err != nil {
		t.Error(err)
	}
}
