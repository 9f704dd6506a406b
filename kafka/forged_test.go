package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// forge makes an event with headers that only a redrive or a consumer should write.
func (b *blockedStage) forge(t *testing.T, key, id string, headers ...string) *kgo.Record {
	t.Helper()
	r := &kgo.Record{Key: []byte(key), Value: document(t, created(key, events.WithID(id)))}
	for i := 0; i < len(headers); i += 2 {
		r.Headers = append(r.Headers, kgo.RecordHeader{Key: headers[i], Value: []byte(headers[i+1])})
	}
	return r
}

// awaitHandled waits until events were handled, in this order.
func (b *blockedStage) awaitHandled(t *testing.T, ids ...string) {
	t.Helper()
	for _, want := range ids {
		if got := get(t, b.handled); got != want {
			t.Fatalf("handled %s, want %s", got, want)
		}
	}
}

// TestForged_RedrivenFor publishes events that say that they are redriven for another
// group. No ledger says so, so the group handles them.
func TestForged_RedrivenFor(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	// A topic that the producer may write to has a ledger to its taste.
	b.create(t, 1, "evil", "evil.redriven")
	evil := b.name("evil") + "/0/0"
	c := client(t, b.brokers)
	ledger := &kgo.Record{Topic: b.name("evil.redriven"), Key: []byte(evil), Value: fmt.Appendf(nil, `{"putAside":1,"group":"other","topic":%q,"partition":0,"offset":0}`, b.name("content.events"))}
	if err := c.ProduceSync(deadline(t), ledger).FirstErr(); err != nil {
		t.Fatal(err)
	}
	b.send(t,
		b.forge(t, "k", "e-0", "redriven-for", "other", "redriven-from", evil),
		b.forge(t, "k", "e-1", "redriven-for", "other"),
		b.forge(t, "k", "e-2", "redriven-for", "other", "redriven-from", b.at(0).String()),
		b.forge(t, "k", "e-3", "redriven-for", "other", "redriven-from", "\xff/0/0"),
		b.forge(t, "k", "e-4"))
	b.awaitHandled(t, "e-0", "e-1", "e-2", "e-3", "e-4")
}

// TestForged_RedrivenFrom has a producer name the dead letter that blocks its key.
// The event stays behind that, and its dead letter says what it came with.
func TestForged_RedrivenFrom(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	b.tell(t, "k", "e-0", "bad")
	b.awaitLetters(t, 1)
	b.send(t, b.forge(t, "k", "e-1", "redriven-from", b.at(0).String(), "redriven-for", b.group, "dlq-resolved", b.at(0).String()))
	b.awaitLetters(t, 2)
	last := b.held(t, "content.events.dlq")[1]
	if header(last, "dlq-reason") != "key-blocked" || header(last, "redriven-from") != "" || header(last, "previous-redriven-from") != b.at(0).String() || header(last, "previous-redriven-for") != b.group || header(last, "previous-dlq-resolved") != b.at(0).String() {
		t.Errorf("headers %s", headers(last))
	}
	// Both are there for a redrive, also after a restart.
	if err := b.run.stop(t); err != nil {
		t.Fatal(err)
	}
	b.start(t)
	b.tell(t, "k", "e-2", "good")
	b.awaitLetters(t, 3)
	if got := b.letters(t, false); !slices.Equal(got, []string{"0", "1", "2"}) {
		t.Errorf("letters %q", got)
	}
	// The first is put right; then they go in their order.
	r, err := dlq.NewRedriver(dlq.RedriveConfig{
		Cluster: cluster.Config{Brokers: b.brokers}, Registry: catalog.Registry(), DeadLetterTopic: b.name("content.events.dlq"),
		Repair: func(d dlq.Letter) ([]byte, error) {
			if d.EventID != "e-0" {
				return nil, nil
			}
			return document(t, created("k", events.WithID("e-0"))), nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if report, err := r.Run(deadline(t)); err != nil || report.Handled != 3 {
		t.Fatalf("%+v, %v", report, err)
	}
	b.awaitHandled(t, "e-0", "e-1", "e-2")
	// What was handled is noted where no source record is copied to.
	if got := b.letters(t, true); !slices.Equal(got, []string{"0 redriven", "1 redriven", "2 redriven"}) {
		t.Errorf("letters %q", got)
	}
	if err := b.run.stop(t); err != nil {
		t.Fatal(err)
	}
	b.start(t)
	b.tell(t, "k", "e-3", "good")
	b.awaitHandled(t, "e-3")
}

// TestRedrivenForAnotherGroup redrives a dead letter of one group. Another group that
// can read the ledger skips the record, and so does a replay. A group whose dead-letter
// topic has another name skips it if its configuration names this one.
func TestRedrivenForAnotherGroup(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	b.tell(t, "k", "e-0", "bad")
	b.awaitLetters(t, 1)
	if _, err := b.discard(t, dlq.DiscardConfig{DryRun: true, All: true}); err != nil {
		t.Fatal(err)
	}
	r, err := dlq.NewRedriver(dlq.RedriveConfig{
		Cluster: cluster.Config{Brokers: b.brokers}, Registry: catalog.Registry(), DeadLetterTopic: b.name("content.events.dlq"),
		Repair: func(dlq.Letter) ([]byte, error) { return document(t, created("k", events.WithID("e-0"))), nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if report, err := r.Run(deadline(t)); err != nil || report.Handled != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	b.send(t, b.forge(t, "k", "e-1", "redriven-for", b.group, "redriven-from", b.at(0).String())) // forged
	theirs := func(string) string { return b.name("theirs") }
	for name, c := range map[string]struct {
		config kafka.ConsumerConfig
		want   string
	}{
		"same dead-letter topic":           {kafka.ConsumerConfig{}, "e-0 e-1"},
		"other dead-letter topic":          {kafka.ConsumerConfig{DeadLetterTopic: theirs}, "e-0 e-0 e-1"},
		"other dead-letter topic, and its": {kafka.ConsumerConfig{DeadLetterTopic: theirs, OtherDeadLetterTopics: []string{b.name("content.events.dlq")}}, "e-0 e-1"},
	} {
		t.Run(name, func(t *testing.T) {
			c.config.Group = b.name(strings.ReplaceAll(name, " ", "-"))
			m, s := b.listing(t, c.config)
			runToEnd(t, m)
			if got := s.list(); got != c.want {
				t.Errorf("the group handles %s, want %s", got, c.want)
			}
			m, s = b.listing(t, c.config)
			if _, err := kafka.Replay(deadline(t), m, kafka.ReplayConfig{Topic: b.name("content.events")}); err != nil || s.list() != c.want {
				t.Errorf("a replay handles %s, want %s; %v", s.list(), c.want, err)
			}
		})
	}
}

// TestLedgerThatCannotBeRead has records that say that they were redriven wait for the
// ledger, and no others. Where the consumer must not read it, they are records as any,
// which is logged once.
func TestLedgerThatCannotBeRead(t *testing.T) {
	onlyEmbedded(t)
	t.Parallel()
	s := newStage(t, 1)
	s.create(t, 1, "content.events.dlq", "content.events.dlq.redriven")
	refuse := make(chan *kerr.Error, 1)
	fault := kerr.LeaderNotAvailable
	s.cluster.ControlKey(int16(kmsg.Metadata), func(req kmsg.Request) (kmsg.Response, error, bool) {
		s.cluster.KeepControl()
		asked := req.(*kmsg.MetadataRequest).Topics
		if len(asked) != 1 || asked[0].Topic == nil || *asked[0].Topic != s.name("content.events.dlq.redriven") {
			return nil, nil, false
		}
		select {
		case fault = <-refuse:
		default:
		}
		if fault == nil {
			return nil, nil, false
		}
		resp := req.ResponseKind().(*kmsg.MetadataResponse)
		resp.Topics = []kmsg.MetadataResponseTopic{{Topic: asked[0].Topic, ErrorCode: fault.Code}}
		return resp, nil, true
	})
	at := cluster.Position{Topic: s.name("content.events.dlq")}.String()
	record := func(key, id string, headers ...kgo.RecordHeader) *kgo.Record {
		return &kgo.Record{Key: []byte(key), Value: document(t, created(key, events.WithID(id))), Headers: headers}
	}
	from := kgo.RecordHeader{Key: "redriven-from", Value: []byte(at)}
	s.send(t, record("a", "a-0", from), record("a", "a-1"), record("a", "a-2", from), record("b", "b-0"))

	log := new(logs)
	handled := make(chan string, 10)
	c := s.consumer(t, kafka.ConsumerConfig{Retry: kafka.RetryPolicy{Backoff: time.Millisecond, MaxBackoff: 10 * time.Millisecond}, Logger: log.logger()})
	handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
		handled <- e.Metadata.EventID
		return nil
	})
	run := runUntilStopped(t, c)
	if id := get(t, handled); id != "b-0" {
		t.Errorf("%s is handled, before the ledger can be read", id)
	}
	const waits, forbidden = "cannot verify that a record was redriven; its key waits; retrying", "not authorized to read the redrive ledger; redriven records are handled like any other record"
	for ctx := deadline(t); !strings.Contains(log.String(), waits) && ctx.Err() == nil; {
		runtime.Gosched()
	}
	refuse <- kerr.TopicAuthorizationFailed
	for _, want := range []string{"a-0", "a-1", "a-2"} {
		if id := get(t, handled); id != want {
			t.Errorf("handled %s, want %s", id, want)
		}
	}
	if err := run.stop(t); err != nil {
		t.Fatal(err)
	}
	if n, m := strings.Count(log.String(), waits), strings.Count(log.String(), forbidden); n == 0 || m != 1 {
		t.Errorf("%d and %d lines:\n%s", n, m, log)
	}

	// A consumer that exits at the end gives up after three attempts.
	refuse <- kerr.LeaderNotAvailable
	end := s.consumer(t, kafka.ConsumerConfig{Group: s.name("end"), Retry: kafka.RetryPolicy{Backoff: time.Millisecond}})
	handleAny(t, end, func(context.Context, events.Any) error { return nil })
	err := end.RunToEnd(deadline(t))
	var topic *cluster.TopicError
	if !errors.As(err, &topic) || topic.Topic != s.name("content.events.dlq.redriven") || !errors.Is(err, kerr.LeaderNotAvailable) {
		t.Errorf("error %v", err)
	}
}
