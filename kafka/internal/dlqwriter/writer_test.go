package dlqwriter

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// A report is one call of Options.Report.
type report struct {
	source, topic string
	err           error
}

// testOptions returns options that record reports and the errors passed to GiveUp.
func testOptions(reports *[]report, gaveUp *[]error) Options {
	return Options{
		Group: "g", DeadLetterTopic: func(source string) string { return source + ".dlq" }, CreateTimeout: 10 * time.Second, Expiry: 10 * time.Second,
		Backoff: func(failures int) time.Duration { return time.Duration(failures) * time.Hour }, Logger: slog.New(slog.DiscardHandler),
		Because: func(err error) error { return err },
		Failure: func(a *Attempt, topic string, err error) error {
			return fmt.Errorf("%s of %s/%d/%d to %s: %w", a.Reason, a.Record.Topic, a.Record.Partition, a.Record.Offset, topic, err)
		},
		Report: func(source, topic string, err error) { *reports = append(*reports, report{source, topic, err}) },
		GiveUp: func(err error) { *gaveUp = append(*gaveUp, err) },
	}
}

// TestWriter_Settled checks what happens to a record after an attempt.
func TestWriter_Settled(t *testing.T) {
	for _, c := range []struct {
		name  string
		err   error
		atEnd bool
		want  lanes.Outcome
		tries int // Tries.Refused afterwards
		told  int // number of reports
	}{
		{"written", nil, false, lanes.Done, 0, 1},
		{"refused", io.EOF, false, lanes.Again(time.Hour), 1, 1},
		// The next member of the group handles the record.
		{"the client is closed", fmt.Errorf("writing: %w", kgo.ErrClientClosed), false, lanes.Stuck, 0, 0},
		{"refused at the end", kerr.TopicAuthorizationFailed, true, lanes.Stuck, 0, 0},
		{"a topic is missing at the end", kerr.UnknownTopicOrPartition, true, lanes.Again(time.Hour), 1, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			var reports []report
			var gaveUp []error
			o := testOptions(&reports, &gaveUp)
			o.AtEnd = c.atEnd
			a := &Attempt{Record: &kgo.Record{Topic: "t", Partition: 2, Offset: 7}, Reason: "key-blocked", Tries: new(Tries)}
			if got := New(nil, o).settled(t.Context(), "t.dlq", a, c.err); got != c.want || a.Tries.Refused != c.tries {
				t.Errorf("%+v after %+v, want %+v", got, a.Tries, c.want)
			}
			if len(reports) != c.told || c.told > 0 && reports[0] != (report{"t", "t.dlq", c.err}) {
				t.Errorf("reported %v", reports)
			}
			if ends := c.atEnd && c.want == lanes.Stuck; len(gaveUp) > 0 != ends {
				t.Errorf("gave up with %v", gaveUp)
			} else if ends && (gaveUp[0].Error() != "key-blocked of t/2/7 to t.dlq: "+c.err.Error() || !errors.Is(gaveUp[0], c.err)) {
				t.Errorf("gave up with %v", gaveUp[0])
			}
		})
	}
}

// TestWriter_GivesUp checks that a consumer that exits at the end gives up on a dead letter,
// unless its topic may still be created.
func TestWriter_GivesUp(t *testing.T) {
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
		w := New(nil, Options{AtEnd: c.exits})
		if got := w.givesUp(&Tries{Refused: c.refused}, c.err); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
}

// TestWriter_StripsHeaders checks that a dead letter is retried with fewer and fewer headers
// before it counts as failed. A ledger entry has no headers to strip.
func TestWriter_StripsHeaders(t *testing.T) {
	c, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(1, "t", "t.dlq"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	client, err := kgo.NewClient(kgo.SeedBrokers(c.ListenAddrs()...))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	c.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: "t.dlq", Err: kerr.MessageTooLarge, Count: -1})
	var reports []report
	var gaveUp []error
	w := New(client, testOptions(&reports, &gaveUp))
	defer w.Close()
	settled := make(chan lanes.Outcome, 1)
	a := &Attempt{
		Record: &kgo.Record{Topic: "t"}, Reason: deadletter.ReasonInvalid, Tries: new(Tries),
		Sent:   func(*kgo.Record, error) {},
		Settle: func(o lanes.Outcome) { settled <- o },
	}
	write := func() {
		w.WriteLetter(context.Background(), "t.dlq", &deadletter.Letter{Reason: deadletter.ReasonInvalid}, false, a)
	}
	for step := 1; step <= deadletter.StripOwn; step++ {
		write()
		if got := <-settled; got != lanes.Again(0) || a.Tries.Stripped != step {
			t.Errorf("%+v, at step %d; want step %d", got, a.Tries.Stripped, step)
		}
	}
	write()
	if got := <-settled; got != lanes.Again(time.Hour) || len(reports) != 1 {
		t.Errorf("in the end %+v, reported %v", got, reports)
	}
	entry := *a
	entry.Tries = new(Tries)
	w.WriteEntry(context.Background(), &kgo.Record{Topic: "t.dlq"}, &entry)
	if got := <-settled; got != lanes.Again(time.Hour) || *entry.Tries != (Tries{Refused: 1}) {
		t.Errorf("an entry: %+v after %+v", got, entry.Tries)
	}
}

// TestWriter_Topic checks that a dead-letter topic is created once, created again after it was
// found missing, and not retried before the backoff after a failure.
func TestWriter_Topic(t *testing.T) {
	c, err := kfake.NewCluster(kfake.NumBrokers(1), kfake.SeedTopics(1, "t"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	client, err := kgo.NewClient(kgo.SeedBrokers(c.ListenAddrs()...))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	var created []string
	c.ControlKey(int16(kmsg.CreateTopics), func(req kmsg.Request) (kmsg.Response, error, bool) {
		c.KeepControl()
		created = append(created, req.(*kmsg.CreateTopicsRequest).Topics[0].Topic)
		return nil, nil, false
	})
	var reports []report
	var gaveUp []error
	o := testOptions(&reports, &gaveUp)
	w := New(client, o)
	defer w.Close()
	want := func(what string, topics ...string) {
		t.Helper()
		if got := w.Topic(t.Context(), "t"); got != "t.dlq" || !slices.Equal(created, topics) {
			t.Errorf("%s: %s, created %v", what, got, created)
		}
	}
	want("at first", "t.dlq")
	want("again", "t.dlq")
	w.settled(t.Context(), "t.dlq", &Attempt{Record: &kgo.Record{Topic: "t"}, Tries: new(Tries)}, kerr.UnknownTopicOrPartition)
	want("after it was missing", "t.dlq", "t.dlq")

	created = nil
	w = New(client, o)
	c.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.CreateTopics}, Err: kerr.TopicAuthorizationFailed, Count: -1})
	want("refused", "t.dlq")
	want("refused a moment ago", "t.dlq")

	o.NoTopicCreation = true
	created, w = nil, New(client, o)
	want("not to be created")
}
