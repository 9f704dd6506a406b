package kafka_test

import (
	"fmt"
	"testing"

	"github.com/mediamesh/events/kafka"
)

// OnRefused is called once for each refused record, under every policy, with the
// record, the reason, the policy and the error.
func TestOnRefused(t *testing.T) {
	for _, c := range refusals {
		for _, policy := range []kafka.Policy{kafka.PolicyDeadLetter, kafka.PolicySkip, kafka.PolicyStop} {
			t.Run(fmt.Sprint(c.reason, " ", policy), func(t *testing.T) {
				t.Parallel()
				s := newStage(t, 1)
				var told []kafka.Refusal
				consumer, _ := sendRefused(t, s, c.spoil, kafka.ConsumerConfig{
					Policies: map[kafka.Reason]kafka.Policy{c.reason: policy}, Workers: 1,
					OnRefused: func(r kafka.Refusal) { told = append(told, r) },
				})
				err := consumer.RunToEnd(deadline(t))
				if (err != nil) != (policy == kafka.PolicyStop) {
					t.Error(err)
				}
				if len(told) != 1 {
					t.Fatalf("told %d times", len(told))
				}
				r := told[0]
				if r.Record.Topic != s.name("content.events") || r.Record.Offset != 1 || string(r.Record.Key) != "k" || len(r.Record.Value) == 0 ||
					r.Reason != c.reason || r.Policy != policy || r.Err == nil {
					t.Errorf("%+v", r)
				}
				if want := "kafka: " + s.name("content.events") + " partition 0 offset 1 " + c.stops; policy == kafka.PolicyStop && c.stops != "" && err.Error() != want {
					t.Errorf("%v\nwant %s", err, want)
				}
			})
		}
	}
}

// A replay tells of what it passes over, too.
func TestOnRefused_Replay(t *testing.T) {
	c := refusals[0]
	s := newStage(t, 1)
	var told []kafka.Refusal
	consumer, _ := sendRefused(t, s, c.spoil, kafka.ConsumerConfig{OnRefused: func(r kafka.Refusal) { told = append(told, r) }, Workers: 1})
	report, err := kafka.Replay(deadline(t), consumer, kafka.ReplayConfig{Topic: s.name("content.events")})
	if err != nil || report.Refused != 1 || report.Handled != 2 {
		t.Fatalf("%+v, %v", report, err)
	}
	if len(told) != 1 || told[0].Reason != c.reason || told[0].Record.Offset != 1 {
		t.Errorf("told %+v", told)
	}
}
