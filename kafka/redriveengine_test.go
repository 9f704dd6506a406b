package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// TestRedriveMended takes events whose handler is broken all the way: they are
// published, put aside after the last attempt, and redriven and handled once it
// is mended. Another group that had them handles none again.
func TestRedriveMended(t *testing.T) {
	s := newStage(t, 1)
	s.publish(t, created("c-0", events.WithID("e-0")), created("c-1", events.WithID("e-1")), created("c-2", events.WithID("e-2")))

	var broken atomic.Bool
	broken.Store(true)
	handled := make(chan string, 10)
	c := s.consumer(t, kafka.ConsumerConfig{Retry: kafka.RetryPolicy{MaxAttempts: 2, Backoff: time.Millisecond}})
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		if broken.Load() && e.Metadata.EventID != "e-1" {
			return errors.New("index is down")
		}
		handled <- e.Metadata.EventID
		return nil
	})
	runUntilStopped(t, c)
	others := make(chan string, 10)
	other := s.consumer(t, kafka.ConsumerConfig{Group: s.name("other")})
	handleAny(t, other, func(_ context.Context, e events.Any) error {
		others <- e.Metadata.EventID
		return nil
	})
	runUntilStopped(t, other)
	settled(t, s, 3)

	for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: s.brokers}, Topics: []string{s.name("content.events.dlq")}}) {
		if err != nil || d.Reason != kafka.ReasonHandlerFailed || d.Attempts != 2 || !strings.Contains(d.Error, "index is down") {
			t.Errorf("dead letter %+v, %v", d, err)
		}
	}
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq")})
	var halted *dlq.RedriveHaltedError
	if !errors.As(err, &halted) || halted.Failure.Again == nil || counts(report) != "chosen 2, sent 1, left 1, failed 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	broken.Store(false)
	report, err = redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq"), Filter: dlq.Filter{Reasons: []kafka.Reason{kafka.ReasonHandlerFailed}}})
	if err != nil || counts(report) != "chosen 2, before 1, sent 2, handled 2" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	got := map[string]int{}
	for range 3 {
		got[get(t, handled)]++
	}
	if got["e-0"] != 1 || got["e-1"] != 1 || got["e-2"] != 1 {
		t.Errorf("handled %v", got)
	}
	// What comes behind what was redriven comes next to the other group.
	s.publish(t, created("c-3", events.WithID("e-3")))
	got = map[string]int{}
	for range 4 {
		got[get(t, others)]++
	}
	for i := range 4 {
		if id := fmt.Sprintf("e-%d", i); got[id] != 1 {
			t.Errorf("the other group handled %s %d times", id, got[id])
		}
	}
}

// TestRedriveKeepsOrder redrives a dead letter and what follows it, and what
// comes to follow it meanwhile, for a group that keeps the order.
func TestRedriveKeepsOrder(t *testing.T) {
	s := newStage(t, 1)
	event := func(i int) events.Message { return created("c-1", events.WithID(fmt.Sprintf("e-%d", i))) }
	s.publish(t, event(0), event(1), event(2), created("c-2", events.WithID("x")))

	var broken atomic.Bool
	broken.Store(true)
	handled := make(chan string, 10)
	c := s.consumer(t, kafka.ConsumerConfig{KeepOrder: true, Retry: kafka.RetryPolicy{MaxAttempts: 1}})
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		if broken.Load() && e.Metadata.EventID == "e-0" {
			return errors.New("index is down")
		}
		handled <- e.Metadata.EventID
		return nil
	})
	runUntilStopped(t, c)
	settled(t, s, 4)
	if id := get(t, handled); id != "x" {
		t.Errorf("handled %s, want only the other key's", id)
	}

	broken.Store(false)
	late := false
	report, err := redrive(t, dlq.RedriveConfig{
		Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq"), Filter: dlq.Filter{Reasons: []kafka.Reason{kafka.ReasonHandlerFailed}},
		OnProgress: func(r dlq.RedriveReport) {
			if r.Sent == 1 && !late {
				late = true
				s.publish(t, event(3))
			}
		},
	})
	if err != nil || counts(report) != "chosen 4, sent 4, handled 4" {
		t.Errorf("%s, %v", counts(report), err)
	}
	for i := range 4 {
		if id := get(t, handled); id != fmt.Sprintf("e-%d", i) {
			t.Errorf("handled %s, want e-%d", id, i)
		}
	}
	s.publish(t, event(4))
	if id := get(t, handled); id != "e-4" {
		t.Errorf("handled %s afterwards, want e-4", id)
	}
	for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: s.brokers}, Topics: []string{s.name("content.events.dlq")}}) {
		t.Errorf("still there: %v, %v", d.At, err)
	}
}

// TestRedriveKilled has a redrive die with its transaction open, and another go
// on: each dead letter is sent once.
func TestRedriveKilled(t *testing.T) {
	s := newStage(t, 1)
	var list []events.Message
	for i := range 6 {
		list = append(list, created(fmt.Sprintf("c-%d", i), events.WithID(fmt.Sprintf("e-%d", i))))
	}
	s.publish(t, list...)
	var broken atomic.Bool
	broken.Store(true)
	handled := make(chan string, 10)
	c := s.consumer(t, kafka.ConsumerConfig{})
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		if broken.Load() {
			return events.Permanent(errors.New("index is down"))
		}
		handled <- e.Metadata.EventID
		return nil
	})
	runUntilStopped(t, c)
	settled(t, s, 6)
	broken.Store(false)

	ctx, cancel := context.WithCancel(deadline(t))
	defer cancel()
	config := dlq.RedriveConfig{Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq"), Registry: catalog.Registry()}
	stopping := config
	stopping.OnProgress = func(r dlq.RedriveReport) {
		if r.Handled == 1 {
			cancel()
		}
	}
	r, err := dlq.NewRedriver(stopping)
	if err != nil {
		t.Fatal(err)
	}
	first, err := r.Run(ctx)
	if !errors.Is(err, context.Canceled) || first.Sent == 0 || first.Sent+first.Remaining != 6 {
		t.Fatalf("%s, %v", counts(first), err)
	}
	dead := client(t, s.brokers, kgo.TransactionalID(s.name("content.events.dlq.redrive")))
	if err := dead.BeginTransaction(); err != nil {
		t.Fatal(err)
	}
	if err := dead.ProduceSync(deadline(t), &kgo.Record{Topic: s.name("content.events"), Value: document(t, created("c", events.WithID("never")))}).FirstErr(); err != nil {
		t.Fatal(err)
	}
	second, err := redrive(t, config)
	if err != nil || second.Sent != first.Remaining || second.AlreadyRedriven != first.Sent {
		t.Fatalf("%s, then %s, %v", counts(first), counts(second), err)
	}
	got := map[string]int{}
	for range 6 {
		got[get(t, handled)]++
	}
	for i := range 6 {
		if id := fmt.Sprintf("e-%d", i); got[id] != 1 {
			t.Errorf("%s was handled %d times", id, got[id])
		}
	}
	if n := len(handled); n != 0 {
		t.Errorf("%d more were handled", n)
	}
}

// TestRedriveTakenOver ends a redrive when another of the topic begins.
func TestRedriveTakenOver(t *testing.T) {
	s := newStage(t, 1)
	s.create(t, 1, "content.events.dlq")
	for _, r := range letters(t, 3) {
		r.Topic = s.name("content.events.dlq")
		for i, h := range r.Headers {
			switch h.Key {
			case "dlq-topic":
				r.Headers[i].Value = []byte(s.name("content.events"))
			case "dlq-group":
				r.Headers[i].Value = []byte(s.group)
			}
		}
		send(t, s.brokers, r)
	}
	handled := make(chan string, 10)
	c := s.consumer(t, kafka.ConsumerConfig{Workers: 1})
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		handled <- e.Metadata.EventID
		return nil
	})
	runUntilStopped(t, c)

	config := dlq.RedriveConfig{Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq")}
	later, first := config, true
	config.OnProgress = func(r dlq.RedriveReport) {
		if r.Sent == 1 && first {
			first = false
			if report, err := redrive(t, later); err != nil || counts(report) != "chosen 2, before 1, sent 2, handled 2" {
				t.Errorf("the later one: %s, %v", counts(report), err)
			}
		}
	}
	report, err := redrive(t, config)
	var broken *dlq.RedriveError
	if !errors.As(err, &broken) || report.Sent != 1 || !strings.HasSuffix(err.Error(), "; another redrive of the topic has taken over") {
		t.Errorf("the earlier one: %s, %v", counts(report), err)
	}
	for i := range 3 {
		if id := get(t, handled); id != fmt.Sprintf("e-%d", i) {
			t.Errorf("handled %s, want e-%d", id, i)
		}
	}
}

// settled waits until the stage's group has committed so far.
func settled(t testing.TB, s *stage, offset int64) {
	t.Helper()
	for ctx := deadline(t); ; {
		offsets, _ := s.admin.FetchOffsets(ctx, s.group) // the group is yet to come
		if o, ok := offsets.Lookup(s.name("content.events"), 0); ok && o.At >= offset {
			return
		}
		if ctx.Err() != nil {
			t.Fatalf("not committed to %d", offset)
		}
	}
}
