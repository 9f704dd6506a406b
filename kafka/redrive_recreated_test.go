package kafka_test

import (
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// TestRedrive_RecreatedTopic deletes a dead-letter topic and creates it again.
// Its new dead letters have the positions of redriven ones, and are redriven.
func TestRedrive_RecreatedTopic(t *testing.T) {
	at := time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)
	letterAt := func(id string, at time.Time) *kgo.Record {
		r := letter("c-1", document(t, created("c-1", events.WithID(id))))
		r.Timestamp = at
		return r
	}
	brokers := startRedriven(t, letterAt("old", at))
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	if report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}}); err != nil || counts(report) != "chosen 1, sent 1, handled 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}

	admin := kadm.NewClient(client(t, brokers))
	if _, err := admin.DeleteTopic(deadline(t), "content.events.dlq"); err != nil {
		t.Fatal(err)
	}
	createTopics(t, brokers, "content.events.dlq")
	send(t, brokers, letterAt("new", at.Add(time.Millisecond)))

	if report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, DryRun: true}); err != nil || counts(report) != "chosen 1, sent 1" {
		t.Errorf("in a dry run %s, %v", counts(report), err)
	}
	if report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}}); err != nil || counts(report) != "chosen 1, sent 1, handled 1" {
		t.Errorf("%s, %v", counts(report), err)
	}
	if got, want := s.list(), "old new"; got != want {
		t.Errorf("handled %s, want %s", got, want)
	}
	if report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}}); err != nil || counts(report) != "before 1" {
		t.Errorf("the next time %s, %v", counts(report), err)
	}
}
