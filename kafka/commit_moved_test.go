package kafka_test

import (
	"context"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// TestCommit_GroupHasMovedOn refuses commits with each answer that says that the
// partitions have gone to another member. That is no failure of this one.
func TestCommit_GroupHasMovedOn(t *testing.T) {
	for _, moved := range []*kerr.Error{kerr.IllegalGeneration, kerr.UnknownMemberID, kerr.StaleMemberEpoch, kerr.FencedMemberEpoch} {
		t.Run(moved.Message, func(t *testing.T) {
			t.Parallel()
			target := startCluster(t, kfake.DefaultNumPartitions(1))
			brokers := target.ListenAddrs()
			publish(t, brokers, created("c-0"))
			fault := target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Err: moved, Count: -1})
			handled := make(chan struct{}, 10)
			var log logs
			c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Logger: log.logger()})
			handle(t, c, func(context.Context, events.Event[content.Created]) error {
				handled <- struct{}{}
				return nil
			})
			r := runUntilStopped(t, c)
			get(t, handled)
			if err := fault.Wait(deadline(t), 1); err != nil {
				t.Fatal(err)
			}
			if err := r.stop(t); err != nil {
				t.Errorf("Run returned %v", err)
			}
			if !strings.Contains(log.String(), "partitions were lost before their offsets were committed") {
				t.Errorf("logged nothing of the partition that went:\n%s", &log)
			}
			if strings.Contains(log.String(), "were not committed, and will be tried again") {
				t.Errorf("logged a failure:\n%s", &log)
			}
		})
	}
}
