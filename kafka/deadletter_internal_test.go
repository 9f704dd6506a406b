package kafka

import (
	"errors"
	"log/slog"
	"testing"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/dlqwriter"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// TestDeadLetterError names the record that was consumed, and the topic that refused.
func TestDeadLetterError(t *testing.T) {
	rec := &kgo.Record{Topic: "t", Partition: 2, Offset: 7}
	err := deadLetterError(&dlqwriter.Attempt{Record: rec, Reason: "key-blocked"}, "t.dlq.redriven", kerr.TopicAuthorizationFailed)
	failed, ok := errors.AsType[*DeadLetterError](err)
	want := DeadLetterError{Reason: ReasonKeyBlocked, Topic: "t", Partition: 2, Offset: 7, DeadLetterTopic: "t.dlq.redriven", Err: kerr.TopicAuthorizationFailed}
	if !ok || *failed != want {
		t.Errorf("%#v, want %#v", err, want)
	}
}

// TestRun_LeavesDeadLetterSizeToCluster has the client refuse no dead letter for its size:
// the record may be as large as a batch that was fetched.
func TestRun_LeavesDeadLetterSizeToCluster(t *testing.T) {
	r := &run{config: ConsumerConfig{Cluster: cluster.Config{Brokers: []string{"127.0.0.1:1"}}, Group: "g", MaxInFlight: 1, Logger: slog.New(slog.DiscardHandler)}}
	client, err := kgo.NewClient(r.options([]string{"t"})...)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if most, _ := client.OptValue(kgo.ProducerBatchMaxBytes).(int32); most < decompress.MaxBatch {
		t.Errorf("the client takes batches of %d bytes, want %d", most, decompress.MaxBatch)
	}
}
