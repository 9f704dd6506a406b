package kafka_test

import (
	"errors"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// The group's offset is of a topic that was there before, with more records.
func TestRedrive_DoesNotTakeAnOffsetPastTheEndForHandled(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.create(t, 1, "content.events.dlq")
	h := func(key, value string) kgo.RecordHeader { return kgo.RecordHeader{Key: key, Value: []byte(value)} }
	send(t, s.brokers, &kgo.Record{Topic: s.name("content.events.dlq"), Key: []byte("c-1"), Value: document(t, created("c-1")), Headers: []kgo.RecordHeader{
		h("dlq-reason", "handler-failed"), h("dlq-topic", s.name("content.events")), h("dlq-partition", "0"), h("dlq-offset", "7"), h("dlq-group", s.group),
	}})
	var at kadm.Offsets
	at.AddOffset(s.name("content.events"), 0, 1000, -1)
	if err := s.admin.CommitAllOffsets(deadline(t), s.group, at); err != nil {
		t.Fatal(err)
	}
	r, err := dlq.NewRedriver(dlq.RedriveConfig{
		Cluster: cluster.Config{Brokers: s.brokers}, Registry: catalog.Registry(), DeadLetterTopic: s.name("content.events.dlq"), HandleTimeout: 300 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	report, err := r.Run(deadline(t))
	if stalled := new(dlq.RedriveStalledError); !errors.As(err, &stalled) || report.Sent != 1 || report.Handled != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}
