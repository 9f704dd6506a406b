package kafka

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
)

// TestCut shortens texts to so many bytes, and not within a character.
func TestCut(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"", ""}, {"abcd", "abcd"}, {"abcde", "abcd…"}, {"abcé", "abc…"}, {"abéd", "abé…"},
	} {
		if got := deadletter.Cut(c.in, 4); got != c.want {
			t.Errorf("%q is cut to %q, want %q", c.in, got, c.want)
		}
	}
}

// TestOwnHeaders renames the headers of an earlier dead letter and of a redrive that
// is not proven, and keeps one set of such.
func TestOwnHeaders(t *testing.T) {
	for _, c := range []struct {
		in, want string
		redriven bool
	}{
		{"", "", false},
		{"a b", "a b", false},
		{"redriven-from a redriven-for", "previous-redriven-from a previous-redriven-for", false},
		{"redriven-from redriven-from previous-redriven-for", "previous-redriven-from previous-redriven-from", false},
		{"redriven-from a redriven-for", "redriven-from a", true},
		{"redriven-from dlq-reason previous-redriven-for", "redriven-from previous-dlq-reason", true},
		{"redriven-from previous-dlq-reason", "redriven-from previous-dlq-reason", true},
		{"dlq-reason previous-redriven", "previous-dlq-reason previous-redriven", false},
		{"a dlq-reason b __dlq.errors.topic", "a previous-dlq-reason b previous-__dlq.errors.topic", false},
		{"previous-dlq-reason a", "previous-dlq-reason a", false},
		{"previous-dlq-reason a dlq-reason", "a previous-dlq-reason", false},
		{"dlq-reason previous-__dlq.errors.topic previous-a", "previous-dlq-reason previous-a", false},
	} {
		var headers []kgo.RecordHeader
		for _, key := range strings.Fields(c.in) {
			headers = append(headers, kgo.RecordHeader{Key: key})
		}
		var got []string
		for _, h := range deadletter.OwnHeaders(headers, c.redriven) {
			got = append(got, h.Key)
		}
		if text := strings.Join(got, " "); text != c.want {
			t.Errorf("of %q it keeps %q, want %q", c.in, text, c.want)
		}
	}
}

// TestEncodeViolations writes as many violations as there is room for.
func TestEncodeViolations(t *testing.T) {
	of := func(n, size int) (list []events.Violation) {
		for range n {
			list = append(list, events.Violation{Message: strings.Repeat("x", size)})
		}
		return list
	}
	one, _ := deadletter.EncodeViolations(of(1, 1000)) // with brackets
	item := len(one) - len("[]")
	fit := (deadletter.MaxViolationBytes - len("]")) / (item + len(","))
	for _, n := range []int{0, 1, fit, fit + 1, fit + 7} {
		text, omitted := deadletter.EncodeViolations(of(n, 1000))
		written := min(n, fit)
		if want := max(0, n-fit); omitted != want || strings.Count(text, "{") != written || len(text) > deadletter.MaxViolationBytes {
			t.Errorf("of %d %d are left out, %d written in %d bytes; want %d, %d", n, omitted, strings.Count(text, "{"), len(text), want, written)
		}
	}
	// To the byte.
	exact := deadletter.MaxViolationBytes - item + 1000 - len("[]")
	if text, omitted := deadletter.EncodeViolations(of(1, exact)); omitted != 0 || len(text) != deadletter.MaxViolationBytes {
		t.Errorf("%d are left out, of %d bytes", omitted, len(text))
	}
	if text, omitted := deadletter.EncodeViolations(of(1, exact+1)); omitted != 1 || text != "" {
		t.Errorf("%d are left out, of %d bytes", omitted, len(text))
	}
}

// TestPointersAndRules names ten violations at most.
func TestPointersAndRules(t *testing.T) {
	for _, c := range []struct {
		n, omitted, want int
		more             string
	}{{0, 0, 0, ""}, {10, 0, 10, ""}, {11, 0, 11, "and 1 more"}, {3, 4, 4, "and 4 more"}, {12, 4, 11, "and 6 more"}} {
		list := make([]events.Violation, c.n)
		for i := range list {
			list[i] = events.Violation{Pointer: "/a\n", Rule: "type"}
		}
		got := pointersAndRules(list, c.omitted)
		if len(got) != c.want || c.more != "" && got[len(got)-1] != c.more || c.n > 0 && got[0] != `/a\n type` {
			t.Errorf("%d and %d: %q", c.n, c.omitted, got)
		}
	}
}

// TestStuckWhenTheClientIsClosed leaves a task for the next member when its dead
// letter, or the note that one was dealt with, cannot be written any more.
func TestStuckWhenTheClientIsClosed(t *testing.T) {
	r, rec := &run{}, &kgo.Record{Topic: "t"}
	closed := fmt.Errorf("writing: %w", kgo.ErrClientClosed)
	if got := r.deadLetterSent(&task{Job: job{dead: &deadletter.Letter{}}}, rec, "t.dlq", closed); got != lanes.Stuck {
		t.Errorf("a dead letter: %+v", got)
	}
	if got := r.wasResolved(&task{Job: job{resolves: true}}, rec, "t.dlq", closed); got != lanes.Stuck {
		t.Errorf("a note: %+v", got)
	}
}

// A consumer that exits at the end fails when the note that a dead letter was dealt with
// cannot be written.
func TestRun_FailsAtEndOnUnwrittenNote(t *testing.T) {
	stopped := false
	r := &run{toEnd: true, watch: new(connect.Watch), stop: func() { stopped = true }}
	rec := &kgo.Record{Topic: "t", Partition: 2, Offset: 7}
	got := r.wasResolved(&task{Job: job{resolves: true}}, rec, "t.dlq.redriven", kerr.TopicAuthorizationFailed)
	var failed *DeadLetterError
	if got != lanes.Stuck || !stopped || !errors.As(r.err, &failed) {
		t.Fatalf("%+v, stopped: %t, %v; want a *DeadLetterError", got, stopped, r.err)
	}
	if failed.DeadLetterTopic != "t.dlq.redriven" || failed.Topic != "t" || failed.Partition != 2 || failed.Offset != 7 || !errors.Is(failed, kerr.TopicAuthorizationFailed) {
		t.Errorf("the run ends with %+v", failed)
	}
}

// TestDeadLetterTooLarge has a dead letter go without more and more headers before it
// counts as failed.
func TestDeadLetterTooLarge(t *testing.T) {
	r, rec, dead := &run{}, &kgo.Record{Topic: "t"}, &task{Job: job{dead: &deadletter.Letter{}}}
	for want := 1; want <= deadletter.StripOwn; want++ {
		if got := r.deadLetterSent(dead, rec, "t.dlq", kerr.MessageTooLarge); got != lanes.Again(0) || dead.Job.stripped != want {
			t.Errorf("%+v, at step %d; want step %d", got, dead.Job.stripped, want)
		}
	}
}

// TestFailsAtEnd has a consumer that exits at the end give up on a dead letter, save
// for a topic that may yet be created.
func TestFailsAtEnd(t *testing.T) {
	for _, c := range []struct {
		exits   bool
		err     error
		refused int
		want    bool
	}{
		{true, io.EOF, 0, true},
		{true, kerr.UnknownTopicOrPartition, 0, false},
		{true, kerr.UnknownTopicOrPartition, 2, false},
		{true, kerr.UnknownTopicOrPartition, 3, true},
		{false, io.EOF, 9, false},
	} {
		r := &run{toEnd: c.exits}
		if got := r.failsAtEnd(&task{Job: job{refused: c.refused}}, c.err); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
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
