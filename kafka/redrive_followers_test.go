package kafka_test

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// TestRedrive_FollowerFailedAgain redrives a key-blocked dead letter that became
// a dead letter again, behind one of its key that the filter does not choose. Its
// place in the order is where it was first, which is before that one.
func TestRedrive_FollowerFailedAgain(t *testing.T) {
	first := document(t, created("c-1", events.WithID("first")))
	brokers := startRedriven(t, letter("c-1", first, "dlq-reason", "key-blocked"))
	chosen := dlq.Filter{Reasons: []kafka.Reason{kafka.ReasonKeyBlocked}}
	// Nothing runs in the group, so the redrive ends before the record is handled.
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Filter: chosen, HandleTimeout: time.Millisecond})
	if stalled := new(dlq.RedriveStalledError); !errors.As(err, &stalled) || counts(report) != "chosen 1, sent 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	reader := client(t, brokers, kgo.ConsumeTopics("content.events"))
	sent := reader.PollRecords(deadline(t), 1).Records()[0]
	send(t, brokers,
		letter("c-1", document(t, created("c-1", events.WithID("second")))),
		letter("c-1", first, "dlq-reason", "key-blocked", "redriven-from", "content.events.dlq/0/0",
			"dlq-partition", strconv.Itoa(int(sent.Partition)), "dlq-offset", strconv.FormatInt(sent.Offset, 10)))

	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	var got steps
	report, err = redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Filter: chosen, OnLetter: got.add})
	if err != nil || counts(report) != "chosen 1, before 1, sent 1, handled 1" {
		t.Errorf("%s, %v, steps %q", counts(report), err, got)
	}
	if got, want := s.list(), "first first"; got != want {
		t.Errorf("handled %s, want %s", got, want)
	}
}
