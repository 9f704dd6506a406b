package kafka

import (
	"errors"
	"testing"

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
