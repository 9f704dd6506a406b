package dlq

import (
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/migrate"
	"github.com/twmb/franz-go/pkg/kerr"
)

// TestErrorTexts checks texts of errors that are hard to bring about.
func TestErrorTexts(t *testing.T) {
	at := cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 3}
	step := &migrate.StepError{Step: migrate.Move("/payload/a", "/payload/b"), Number: 2, Problem: "finds nothing"}
	for _, c := range []struct {
		err  error
		want string
	}{
		{
			&RedriveStalledError{DeadLetterTopic: "t.dlq", Group: "g", State: "Stable", Unhandled: 2, Timeout: time.Minute},
			"kafka: redriving t.dlq: group g has committed nothing for 1m0s, and 2 of the records sent are not handled; look at the service, or allow more time, then run the redrive again, which goes on with the rest",
		},
		{
			&RedriveStalledError{DeadLetterTopic: "t.dlq", Group: "g", State: "Empty", Unhandled: 2, Timeout: time.Minute},
			"kafka: redriving t.dlq: group g has committed nothing for 1m0s, and 2 of the records sent are not handled; it has no members: start the service, then run the redrive again, which goes on with the rest",
		},
		{&RedriveFailure{Letter: at, EventType: "a.b", EventID: "e-1", Again: &Letter{At: cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 9}, Reason: kafka.ReasonInvalid}}, "kafka: t.dlq/0/3 (a.b e-1) failed again, as t.dlq/0/9: invalid"},
		{&RedriveFailure{Letter: at, Again: &Letter{At: cluster.Position{Topic: "t.dlq", Partition: 0, Offset: 9}, Reason: kafka.ReasonInvalid, Error: "x"}}, "kafka: t.dlq/0/3 failed again, as t.dlq/0/9: invalid: x"},
		{&RedriveError{DeadLetterTopic: "t.dlq", Err: fmt.Errorf("x: %w", kerr.ProducerFenced)}, "kafka: redriving t.dlq: x: " + kerr.ProducerFenced.Error() + "; another redrive of the topic has taken over"},
		{&RedriveError{DeadLetterTopic: "t.dlq", Err: io.EOF}, "kafka: redriving t.dlq: EOF"},
		{&RepairError{Err: errors.New("Zzyzx")}, "repairing it failed"},
		{&RepairError{Err: fmt.Errorf("Zzyzx: %w", step)}, "repairing it failed: " + step.Error()},
		{&NoRecordError{At: cluster.Position{Topic: "t", Partition: 3, Offset: 0}, Partitions: 3}, "kafka: there is no record t/3/0: the topic's partitions are 0 to 2"},
		{&NoRecordError{At: cluster.Position{Topic: "t", Partition: 2, Offset: 0}, Partitions: 3}, "kafka: there is no record t/2/0: the partition is empty"},
		{&NoRecordError{At: cluster.Position{Topic: "t", Partition: 2, Offset: 9}, First: 3, End: 5, Partitions: 3}, "kafka: there is no record t/2/9: the partition has offsets 3 to 4"},
	} {
		if got := c.err.Error(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	for _, err := range []error{
		&RedriveError{DeadLetterTopic: "t.dlq", Err: io.EOF}, &RepairError{Err: io.EOF},
		&RedriveFailure{Err: io.EOF}, &RedriveHaltedError{DeadLetterTopic: "t.dlq", Failure: &RedriveFailure{Err: io.EOF}},
	} {
		if !errors.Is(err, io.EOF) {
			t.Errorf("%T does not unwrap", err)
		}
	}
}
