package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// blockedStage is a stage whose group keeps the order and fails for titles that
// contain "bad". Its dead-letter topic has one partition.
type blockedStage struct {
	*stage
	handled chan string // event ids
	run     *running
	member  *kafka.Consumer
}

func newBlockedStage(t *testing.T) *blockedStage {
	b := &blockedStage{stage: newStage(t, 1), handled: make(chan string, 100)}
	b.create(t, 1, "content.events.dlq")
	b.start(t)
	return b
}

// start runs a member.
func (b *blockedStage) start(t *testing.T) {
	t.Helper()
	b.member = b.consumer(t, kafka.ConsumerConfig{KeepOrder: true, Retry: kafka.RetryPolicy{MaxAttempts: 1}})
	handle(t, b.member, func(_ context.Context, e events.Event[content.Created]) error {
		if strings.Contains(e.Payload.Title, "bad") {
			return errors.New("bad title")
		}
		b.handled <- e.Metadata.EventID
		return nil
	})
	b.run = runUntilStopped(t, b.member)
}

// tell publishes an event about a key.
func (b *blockedStage) tell(t *testing.T, key, id, title string) {
	t.Helper()
	e := created(key, events.WithID(id))
	e.Payload.Title = title
	b.publish(t, e)
}

func (b *blockedStage) discard(t *testing.T, config dlq.DiscardConfig) (dlq.DiscardReport, error) {
	t.Helper()
	config.Cluster.Brokers, config.DeadLetterTopic = b.brokers, b.name("content.events.dlq")
	if config.Reason == "" {
		config.Reason = "ticket 7"
	}
	return dlq.Discard(deadline(t), config)
}

func (b *blockedStage) at(offset int64) cluster.Position {
	return cluster.Position{Topic: b.name("content.events.dlq"), Offset: offset}
}

// letters lists the dead letters by offset, "0 discarded: ticket 7".
func (b *blockedStage) letters(t *testing.T, all bool) (list []string) {
	t.Helper()
	for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: b.brokers}, Topics: []string{b.name("content.events.dlq")}, Redriven: all}) {
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprint(d.At.Offset)
		if d.Redriven {
			line += " redriven"
		}
		if d.Discarded != "" {
			line += " discarded: " + d.Discarded
		}
		list = append(list, line)
	}
	return list
}

func (b *blockedStage) awaitLetters(t *testing.T, want int64) {
	b.awaitRecords(t, "content.events.dlq", want)
}

func TestDiscard_UnblocksTheKeyOfARunningConsumer(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	b.tell(t, "k", "e-0", "bad")
	b.awaitLetters(t, 1)
	b.tell(t, "k", "e-1", "good") // follows it
	b.awaitLetters(t, 2)
	h := b.member.Health()
	want := fmt.Sprintf("blocked keys in %s: 1; redrive or discard their dead letters, the first is %s of 20", b.name("content.events"), b.at(0))
	if len(h.Warnings) != 1 || !strings.HasPrefix(h.Warnings[0], want) {
		t.Errorf("health %+v", h)
	}
	report, err := b.discard(t, dlq.DiscardConfig{Positions: []cluster.Position{b.at(0)}})
	if err != nil || report != (dlq.DiscardReport{Discarded: 1, Followers: 1}) {
		t.Fatalf("%+v, %v", report, err)
	}
	// What followed it can be redriven, and then the key is free.
	b.redrive(t, 1)
	if id := get(t, b.handled); id != "e-1" {
		t.Errorf("handled %s", id)
	}
	b.tell(t, "k", "e-2", "good")
	if id := get(t, b.handled); id != "e-2" {
		t.Errorf("handled %s", id)
	}
	if got, want := b.letters(t, true), []string{"0 discarded: ticket 7", "1 redriven"}; !slices.Equal(got[:2], want) {
		t.Errorf("letters %q, want %q", got, want)
	}
	if got := b.letters(t, false); got != nil {
		t.Errorf("left are %q", got)
	}
}

func (b *blockedStage) redrive(t *testing.T, sent int) {
	t.Helper()
	r, err := dlq.NewRedriver(dlq.RedriveConfig{Cluster: cluster.Config{Brokers: b.brokers}, Registry: catalog.Registry(), DeadLetterTopic: b.name("content.events.dlq")})
	if err != nil {
		t.Fatal(err)
	}
	if report, err := r.Run(deadline(t)); err != nil || report.Sent != sent || report.Handled != sent {
		t.Fatalf("%+v, %v", report, err)
	}
}

func TestDiscard_UnblocksTheKeyWithoutARestart(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	b.tell(t, "k", "e-0", "bad")
	b.awaitLetters(t, 1)
	if _, err := b.discard(t, dlq.DiscardConfig{Filter: dlq.Filter{Keys: []string{"k"}}}); err != nil {
		t.Fatal(err)
	}
	ctx := deadline(t)
	for len(b.member.Health().Warnings) > 0 {
		if ctx.Err() != nil {
			t.Fatalf("the key stays blocked: %+v", b.member.Health())
		}
	}
	b.tell(t, "k", "e-1", "good")
	if id := get(t, b.handled); id != "e-1" {
		t.Errorf("handled %s", id)
	}
}

func TestDiscard_CountsForTheNextMember(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	b.tell(t, "k", "e-0", "bad")
	b.tell(t, "l", "e-1", "bad")
	b.awaitLetters(t, 2)
	if err := b.run.stop(t); err != nil {
		t.Fatal(err)
	}
	if _, err := b.discard(t, dlq.DiscardConfig{Positions: []cluster.Position{b.at(0)}}); err != nil {
		t.Fatal(err)
	}
	b.tell(t, "k", "e-2", "good")
	b.tell(t, "l", "e-3", "good")
	b.start(t)
	if id := get(t, b.handled); id != "e-2" {
		t.Errorf("handled %s", id)
	}
	b.awaitLetters(t, 3) // e-3 follows e-1
}

func TestDiscard_IsNotRedriven(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	for i := range 4 {
		b.tell(t, fmt.Sprint("k-", i), fmt.Sprint("e-", i), "bad")
		b.awaitLetters(t, int64(i+1))
	}
	for _, c := range []struct {
		config dlq.DiscardConfig
		want   dlq.DiscardReport
		left   string
	}{
		{dlq.DiscardConfig{Positions: []cluster.Position{b.at(1)}, DryRun: true}, dlq.DiscardReport{Discarded: 1}, "0 1 2 3"},
		{dlq.DiscardConfig{Positions: []cluster.Position{b.at(1)}}, dlq.DiscardReport{Discarded: 1}, "0 2 3"},
		{dlq.DiscardConfig{Positions: []cluster.Position{b.at(1), b.at(3)}}, dlq.DiscardReport{Discarded: 1, Done: 1}, "0 2"},
		{dlq.DiscardConfig{Positions: []cluster.Position{b.at(0)}, Filter: dlq.Filter{Keys: []string{"k-2"}}}, dlq.DiscardReport{}, "0 2"},
		{dlq.DiscardConfig{Filter: dlq.Filter{Keys: []string{"k-2"}}}, dlq.DiscardReport{Discarded: 1}, "0"},
		{dlq.DiscardConfig{All: true}, dlq.DiscardReport{Discarded: 1, Done: 3}, ""},
	} {
		var told []string
		c.config.OnLetter = func(l dlq.Letter) { told = append(told, l.Discarded) }
		report, err := b.discard(t, c.config)
		if err != nil || report != c.want || len(told) != c.want.Discarded {
			t.Errorf("%+v: %+v, %v, told %v", c.config, report, err, told)
		}
		if got := strings.Join(b.letters(t, false), " "); got != c.left {
			t.Errorf("%+v: left are %s, want %s", c.config, got, c.left)
		}
	}
	b.redrive(t, 0)
}

func TestDiscard_Errors(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	b.tell(t, "k", "e-0", "bad")
	b.awaitLetters(t, 1)
	dlqTopic := b.name("content.events.dlq")
	for _, c := range []struct {
		config dlq.DiscardConfig
		want   string
	}{
		{dlq.DiscardConfig{}, "kafka: DiscardConfig.Filter chooses all dead letters: set Positions or Filter, or All"},
		{dlq.DiscardConfig{All: true, Reason: " "}, "kafka: DiscardConfig.Reason is empty: say why these dead letters are given up"},
		{dlq.DiscardConfig{All: true, Reason: strings.Repeat("x", 1025)}, "kafka: DiscardConfig.Reason has 1025 bytes: want at most 1024"},
		{dlq.DiscardConfig{Positions: []cluster.Position{{Topic: "other", Offset: 1}}}, "kafka: DiscardConfig.Positions has other/0/1, which is not in " + dlqTopic},
		{dlq.DiscardConfig{Positions: []cluster.Position{b.at(0), b.at(9)}}, "kafka: there is no record " + b.at(9).String() + ": the partition has offsets 0 to 0"},
		{dlq.DiscardConfig{Cluster: cluster.Config{Brokers: []string{"a:b:c"}}, All: true}, ""},
	} {
		_, err := b.discard(t, c.config)
		if c.want != "" && (err == nil || err.Error() != c.want) {
			t.Errorf("got  %v\nwant %s", err, c.want)
		}
	}
	if got := b.letters(t, true); !slices.Equal(got, []string{"0 discarded: ticket 7"}) { // by the last, which found nothing wrong
		t.Errorf("letters %q", got)
	}
	var config *cluster.ConfigError
	if _, err := dlq.Discard(deadline(t), dlq.DiscardConfig{Cluster: cluster.Config{Brokers: b.brokers}, All: true, Reason: "r"}); !errors.As(err, &config) || config.Field != "DiscardConfig.DeadLetterTopic" {
		t.Errorf("no topic: %v", err)
	}
	var none *dlq.NoRecordError
	if _, err := b.discard(t, dlq.DiscardConfig{Positions: []cluster.Position{b.at(1)}}); !errors.As(err, &none) || *none != (dlq.NoRecordError{At: b.at(1), End: 1, Partitions: 1}) {
		t.Errorf("past the end: %v", err)
	}
	if _, err := dlq.Discard(deadline(t), dlq.DiscardConfig{Cluster: cluster.Config{Brokers: b.brokers}, DeadLetterTopic: b.name("missing"), All: true, Reason: "r"}); !errors.As(err, new(*cluster.TopicError)) {
		t.Errorf("a missing topic: %v", err)
	}
}

// A record without a value that an older consumer put aside can never be
// redriven. Discarding it frees its key.
func TestDiscard_OfALetterWithoutAValue(t *testing.T) {
	t.Parallel()
	b := newBlockedStage(t)
	if err := b.run.stop(t); err != nil {
		t.Fatal(err)
	}
	h := func(key, value string) kgo.RecordHeader { return kgo.RecordHeader{Key: key, Value: []byte(value)} }
	send(t, b.brokers, &kgo.Record{Topic: b.name("content.events.dlq"), Key: []byte("k"), Headers: []kgo.RecordHeader{
		h("dlq-reason", "invalid"), h("dlq-topic", b.name("content.events")), h("dlq-partition", "0"), h("dlq-offset", "0"), h("dlq-group", b.group),
	}})
	b.tell(t, "k", "e-0", "good")
	b.tell(t, "k", "e-1", "good")
	b.start(t)
	b.awaitLetters(t, 2) // e-1 follows; offset 0 is the letter's own record
	r, err := dlq.NewRedriver(dlq.RedriveConfig{Cluster: cluster.Config{Brokers: b.brokers}, Registry: catalog.Registry(), DeadLetterTopic: b.name("content.events.dlq"), KeepGoing: true})
	if err != nil {
		t.Fatal(err)
	}
	if report, err := r.Run(deadline(t)); err != nil || report.Sent != 0 || report.Held != 1 || len(report.Failures) != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	if _, err := b.discard(t, dlq.DiscardConfig{Positions: []cluster.Position{b.at(0)}}); err != nil {
		t.Fatal(err)
	}
	b.redrive(t, 1)
	if id := get(t, b.handled); id != "e-1" {
		t.Errorf("handled %s", id)
	}
}

// What followed a letter of its key is counted, with a value or without. A record
// without a key follows none, not even one whose key is empty.
func TestDiscard_CountsFollowersByKey(t *testing.T) {
	t.Parallel()
	doc := document(t, created("c-1"))
	follower := func(key, value []byte) *kgo.Record {
		r := letter("", value, "dlq-reason", "key-blocked")
		r.Key = key
		return r
	}
	for _, c := range []struct {
		name     string
		chosen   string // key of the first letter
		follower *kgo.Record
		want     int
	}{
		{"the same key", "c-1", follower([]byte("c-1"), doc), 1},
		{"the same key, no value", "c-1", follower([]byte("c-1"), nil), 1},
		{"another key", "c-1", follower([]byte("c-2"), doc), 0},
		{"an empty key", "", follower([]byte{}, doc), 1},
		{"no key", "", follower(nil, doc), 0},
		{"no key, no value", "", follower(nil, nil), 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			brokers := startRedriven(t, letter(c.chosen, doc), c.follower)
			report, err := dlq.Discard(deadline(t), dlq.DiscardConfig{
				Cluster: cluster.Config{Brokers: brokers}, DeadLetterTopic: "content.events.dlq", Reason: "ticket 7", DryRun: true,
				Positions: []cluster.Position{{Topic: "content.events.dlq"}},
			})
			if want := (dlq.DiscardReport{Discarded: 1, Followers: c.want}); err != nil || report != want {
				t.Errorf("%+v, %v; want %+v", report, err, want)
			}
		})
	}
}

// TestDiscard_ManyLetters discards more than one transaction takes.
func TestDiscard_ManyLetters(t *testing.T) {
	t.Parallel()
	const n = 1001
	s := newStage(t, 1)
	s.create(t, 1, "content.events.dlq")
	list := letters(t, n)
	for _, r := range list {
		r.Topic = s.name("content.events.dlq")
	}
	c := client(t, s.brokers)
	if err := c.ProduceSync(deadline(t), list...).FirstErr(); err != nil {
		t.Fatal(err)
	}
	var got []int64
	config := dlq.DiscardConfig{
		Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq"), All: true, Reason: "ticket 7",
		OnLetter: func(d dlq.Letter) {
			if d.Discarded != "ticket 7" {
				t.Errorf("%s is discarded: %q", d.At, d.Discarded)
			}
			got = append(got, d.At.Offset)
		},
	}
	for _, want := range []dlq.DiscardReport{{Discarded: n}, {Done: n}} {
		report, err := dlq.Discard(deadline(t), config)
		if err != nil || report != want {
			t.Errorf("%+v, %v; want %+v", report, err, want)
		}
	}
	if len(got) != n || !slices.IsSorted(got) {
		t.Errorf("told of %d letters, in order: %v", len(got), slices.IsSorted(got))
	}
}
