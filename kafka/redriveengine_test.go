package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
)

// TestRedriveMended takes events whose handler is broken all the way: they are
// published, put aside after the last attempt, and redriven and handled once it
// is mended. Another group that had them handles none again.
func TestRedriveMended(t *testing.T) {
	brokers := startBroker(t)
	createTopics(t, brokers, "content.events", "content.events.dlq")
	publish(t, brokers, created("c-0", events.WithID("e-0")), created("c-1", events.WithID("e-1")), created("c-2", events.WithID("e-2")))

	var broken atomic.Bool
	broken.Store(true)
	handled := make(chan string, 10)
	c := newConsumer(t, kafka.ConsumerConfig{Brokers: brokers, Retry: kafka.RetryPolicy{MaxAttempts: 2, Backoff: time.Millisecond}})
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		if broken.Load() && e.Metadata.EventID != "e-1" {
			return errors.New("index is down")
		}
		handled <- e.Metadata.EventID
		return nil
	})
	runUntilStopped(t, c)
	other := runGroup(t, kafka.ConsumerConfig{Brokers: brokers, Group: "other"})
	waitFor(t, brokers, 3, "test", "other")

	for d, err := range kafka.DeadLetters(deadline(t), kafka.DeadLetterConfig{Brokers: brokers}) {
		if err != nil || d.Reason != kafka.HandlerFailed || d.Attempts != 2 || !strings.Contains(d.Error, "index is down") {
			t.Errorf("dead letter %+v, %v", d, err)
		}
	}
	report, err := redrive(t, kafka.RedriveConfig{Brokers: brokers})
	var halted *kafka.RedriveHaltedError
	if !errors.As(err, &halted) || halted.Failure.Again == nil || counts(report) != "chosen 2, sent 1, left 1, failed 1" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	broken.Store(false)
	report, err = redrive(t, kafka.RedriveConfig{Brokers: brokers, Filter: kafka.DeadLetterFilter{Reasons: []kafka.Reason{kafka.HandlerFailed}}})
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
	waitFor(t, brokers, committed(t, brokers, "test", "content.events"), "other")
	if got := other.list(); got != "e-0 e-1 e-2" {
		t.Errorf("the other group handled %s", got)
	}
}

// TestRedriveKeepsOrder redrives a dead letter and what follows it, and what
// comes to follow it meanwhile, for a group that keeps the order.
func TestRedriveKeepsOrder(t *testing.T) {
	brokers := startBroker(t)
	createTopics(t, brokers, "content.events", "content.events.dlq")
	event := func(i int) events.Message { return created("c-1", events.WithID(fmt.Sprintf("e-%d", i))) }
	publish(t, brokers, event(0), event(1), event(2), created("c-2", events.WithID("x")))

	var broken atomic.Bool
	broken.Store(true)
	handled := make(chan string, 10)
	c := newConsumer(t, kafka.ConsumerConfig{Brokers: brokers, KeepOrder: true, Retry: kafka.RetryPolicy{MaxAttempts: 1}})
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		if broken.Load() && e.Metadata.EventID == "e-0" {
			return errors.New("index is down")
		}
		handled <- e.Metadata.EventID
		return nil
	})
	runUntilStopped(t, c)
	waitFor(t, brokers, 4, "test")
	if id := get(t, handled); id != "x" {
		t.Errorf("handled %s, want only the other key's", id)
	}

	broken.Store(false)
	late := false
	report, err := redrive(t, kafka.RedriveConfig{
		Brokers: brokers, Filter: kafka.DeadLetterFilter{Reasons: []kafka.Reason{kafka.HandlerFailed}},
		OnProgress: func(r kafka.RedriveReport) {
			if r.Sent == 1 && !late {
				late = true
				publish(t, brokers, event(3))
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
	publish(t, brokers, event(4))
	if id := get(t, handled); id != "e-4" {
		t.Errorf("handled %s afterwards, want e-4", id)
	}
	for d, err := range kafka.DeadLetters(deadline(t), kafka.DeadLetterConfig{Brokers: brokers}) {
		t.Errorf("still there: %v, %v", d.At, err)
	}
}

// waitFor waits until groups have committed content.events up to an offset.
func waitFor(t testing.TB, brokers []string, offset int64, groups ...string) {
	t.Helper()
	admin := kadm.NewClient(client(t, brokers))
	for _, group := range groups {
		for until := deadline(t); ; {
			offsets, _ := admin.FetchOffsets(until, group) // the group is yet to come
			if o, ok := offsets.Lookup("content.events", 0); ok && o.At >= offset {
				break
			}
			if until.Err() != nil {
				t.Fatalf("group %s does not get to offset %d", group, offset)
			}
		}
	}
}
