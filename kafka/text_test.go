package kafka_test

import (
	"encoding/json"
	"testing"

	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

func TestPositionAndPolicy_RoundTripAsText(t *testing.T) {
	type config struct {
		At       cluster.Position
		Policies map[kafka.Reason]kafka.Policy
		Seen     map[cluster.Position]bool
	}
	c := config{
		cluster.Position{Topic: "content.events.dlq", Partition: 3, Offset: 17},
		map[kafka.Reason]kafka.Policy{kafka.ReasonInvalid: kafka.PolicyReport, kafka.ReasonHandlerFailed: kafka.PolicyStop},
		map[cluster.Position]bool{{Topic: "t", Partition: 0, Offset: 1}: true},
	}
	const want = `{"At":"content.events.dlq/3/17","Policies":{"handler-failed":"stop","invalid":"report"},"Seen":{"t/0/1":true}}`
	got, err := json.Marshal(c)
	if string(got) != want || err != nil {
		t.Errorf("written as %s, %v, want %s", got, err, want)
	}
	var back config
	if err := json.Unmarshal(got, &back); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(back); string(again) != want || err != nil {
		t.Errorf("read as %s, %v", again, err)
	}
}

func TestPositionAndPolicy_RefuseOtherTexts(t *testing.T) {
	for p := kafka.PolicyDeadLetter; p <= kafka.PolicyReport; p++ {
		text, err := p.MarshalText()
		back := kafka.Policy(-1)
		if err != nil || back.UnmarshalText(text) != nil || back != p {
			t.Errorf("%v is written as %s, %v, and read as %v", p, text, err, back)
		}
	}
	if text, err := kafka.Policy(9).MarshalText(); err == nil || err.Error() != "kafka: Policy(9) is not a policy" {
		t.Errorf("Policy(9) is written as %s, %v", text, err)
	}
	policy := kafka.PolicySkip
	if err := policy.UnmarshalText([]byte("Stop\n")); policy != kafka.PolicySkip || err == nil || err.Error() != `kafka: "Stop\\n" is not a policy: want dead-letter, skip, stop or report` {
		t.Errorf("read as %v, %v", policy, err)
	}
	at := cluster.Position{Topic: "t"}
	if err := at.UnmarshalText([]byte("t/1")); at != (cluster.Position{Topic: "t"}) || err == nil || err.Error() != `"t/1" is not a position: want TOPIC/PARTITION/OFFSET, such as content.events.dlq/3/17` {
		t.Errorf("read as %v, %v", at, err)
	}
}
