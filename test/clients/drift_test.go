package clients

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/ingest"
)

// A producer that has drifted from the contract harms nobody else: its record
// is put aside, what is wrong with it can be read by any client, and the
// records behind it, of the same key even, are handled.
func TestDriftedProducer_DoesNotBlockOthers(t *testing.T) {
	s := newStage(t, "ingest.events")
	sent := s.services(t, "drifted", "repaired", "ingest")
	drifted := sent[0]
	if !strings.Contains(drifted.Value, `"eventVersion":"1.0"`) || !strings.Contains(drifted.Value, `"jobId":`) || drifted.key() != sent[1].key() {
		t.Fatalf("the test is no good: sent %+v", sent)
	}
	c := s.consumer(t)
	in := handle[ingest.Completed](t, c)
	if stats := run(t, c); stats.Handled != 2 || stats.DeadLetters != 1 {
		t.Errorf("counted %+v", stats)
	}
	if got := inOrder(in.records()); len(got) != 2 || got[0].Value == drifted.Value || got[1].Value == drifted.Value {
		t.Errorf("handled %+v", got)
	}

	t.Run("kafkajs", func(t *testing.T) { checkDeadLetter(t, drifted, s.kafkajsRead(t, 1, "ingest.events.dlq")) })
	t.Run("kcat", func(t *testing.T) { checkDeadLetter(t, drifted, kcatRead(t, s.name("ingest.events.dlq"))) })
}

// checkDeadLetter checks what another client has read of the dead letters.
func checkDeadLetter(t *testing.T, sent record, letters []record) {
	t.Helper()
	if len(letters) != 1 {
		t.Fatalf("%d dead letters were read, want 1", len(letters))
	}
	letter := letters[0]
	if letter.key() != sent.key() || letter.Value != sent.Value {
		t.Errorf("the dead letter is not the record that was sent:\n%+v\n%+v", letter, sent)
	}
	want := map[string]string{"dlq-reason": "invalid", "dlq-topic": sent.Topic, "dlq-offset": "0"}
	for name, text := range sent.Headers {
		want[name] = text
	}
	for name, text := range want {
		if letter.Headers[name] != text {
			t.Errorf("header %s is %q, want %q", name, letter.Headers[name], text)
		}
	}
	var violations []events.Violation
	if err := json.Unmarshal([]byte(letter.Headers["dlq-violations"]), &violations); err != nil {
		t.Fatalf("dlq-violations: %v in %q", err, letter.Headers["dlq-violations"])
	}
	rules := map[string]string{}
	for _, v := range violations {
		rules[v.Pointer] = v.Rule
	}
	if diff := cmp.Diff(map[string]string{"/metadata/eventVersion": "pattern", "/payload/ingestId": "required"}, rules); diff != "" {
		t.Errorf("violations, - want, + read:\n%s", diff)
	}
}
