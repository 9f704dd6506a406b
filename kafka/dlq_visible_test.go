package kafka_test

import (
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// TestDLQ_ReturnsWhenOthersCanReadIt lists dead letters right after they were discarded or
// redriven. The cluster acknowledges the commit before the ledger's partition knows of it, as
// Kafka does: for some questions more, the partition still ends where it began.
func TestDLQ_ReturnsWhenOthersCanReadIt(t *testing.T) {
	const late = 4 // questions
	for _, c := range []struct {
		name string
		do   func(t *testing.T, config cluster.Config) (int, error)
	}{
		{"discarded", func(t *testing.T, config cluster.Config) (int, error) {
			report, err := dlq.Discard(deadline(t), dlq.DiscardConfig{Cluster: config, DeadLetterTopic: "content.events.dlq", All: true, Reason: "ticket 7"})
			return report.Discarded, err
		}},
		{"redriven", func(t *testing.T, config cluster.Config) (int, error) {
			report, err := redrive(t, dlq.RedriveConfig{Cluster: config, AllGroups: true})
			return report.Sent, err
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			target := startCluster(t, kfake.DefaultNumPartitions(1))
			config := cluster.Config{Brokers: target.ListenAddrs()}
			createTopics(t, config.Brokers, "content.events", "content.events.dlq")
			for _, l := range letters(t, 3) {
				send(t, config.Brokers, letter(string(l.Key), l.Value, "dlq-group", "")) // no group is waited for
			}
			left := lateCommit(target, "content.events.dlq.redriven", late)
			if n, err := c.do(t, config); n != 3 || err != nil {
				t.Fatalf("%d, %v", n, err)
			}
			for l, err := range dlq.List(deadline(t), dlq.Config{Cluster: config, Topics: []string{"content.events.dlq"}}) {
				t.Errorf("still listed: %v, %v", l.At, err)
			}
			if n := left.Load(); n != 0 {
				t.Errorf("%d questions for the end of what is committed were not asked", n)
			}
		})
	}
}

// lateCommit has the first questions for the committed end of a topic answered as before the
// commit, once the cluster has acknowledged one. It returns how many are left.
func lateCommit(target *kfake.Cluster, topic string, questions int64) *atomic.Int64 {
	const readCommitted = 1
	left := new(atomic.Int64)
	target.ControlKey(int16(kmsg.EndTxn), func(kmsg.Request) (kmsg.Response, error, bool) {
		left.Store(questions)
		return nil, nil, false
	})
	target.ControlKey(int16(kmsg.ListOffsets), func(req kmsg.Request) (kmsg.Response, error, bool) {
		target.KeepControl()
		asked := req.(*kmsg.ListOffsetsRequest)
		if asked.IsolationLevel != readCommitted || len(asked.Topics) != 1 || asked.Topics[0].Topic != topic || left.Load() == 0 {
			return nil, nil, false
		}
		left.Add(-1)
		p := kmsg.NewListOffsetsResponseTopicPartition()
		p.Timestamp, p.Offset, p.LeaderEpoch = -1, 0, -1
		answer := req.ResponseKind().(*kmsg.ListOffsetsResponse)
		answer.Topics = []kmsg.ListOffsetsResponseTopic{{Topic: topic, Partitions: []kmsg.ListOffsetsResponseTopicPartition{p}}}
		return answer, nil, true
	})
	return left
}
