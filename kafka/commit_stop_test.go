package kafka_test

import (
	"context"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/twmb/franz-go/pkg/kfake"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// TestCommit_NoFailureWhenStopped stops a consumer while its handler works. What
// it handles then is committed, and no commit counts as failed.
func TestCommit_NoFailureWhenStopped(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	publish(t, brokers, created("c-0"))
	reg, began, release := prometheus.NewRegistry(), make(chan struct{}), make(chan struct{})
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Metrics: reg})
	handle(t, c, func(context.Context, events.Event[content.Created]) error {
		close(began)
		<-release
		return nil
	})
	r := runUntilStopped(t, c)
	get(t, began)
	r.cancel()
	close(release)
	if err := r.wait(t); err != nil {
		t.Error(err)
	}
	if n := committed(t, brokers, "test", "content.events"); n != 1 {
		t.Errorf("committed %d, want 1", n)
	}
	if n := counted(t, reg, "mediamesh_commit_failures_total"); n != 0 {
		t.Errorf("%v commits count as failed", n)
	}
}
