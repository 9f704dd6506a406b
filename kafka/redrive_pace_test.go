package kafka_test

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// TestRedrive_Rate spreads what it sends over the time that the rate gives it.
func TestRedrive_Rate(t *testing.T) {
	const (
		n    = 12
		rate = 20
	)
	brokers := startRedriven(t, letters(t, n)...)
	runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	sent, most := 0, 0
	began := time.Now()
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Rate: rate, OnProgress: func(r dlq.RedriveReport) {
		most = max(most, r.Sent-sent)
		sent = r.Sent
	}})
	took := time.Since(began)
	if err != nil || counts(report) != "chosen 12, sent 12, handled 12" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	if most > rate/10 {
		t.Errorf("%d were sent at once, want a tenth of a second's at most", most)
	}
	// It does not wait after the last two.
	if least := (n - 2) * time.Second / rate; took < least {
		t.Errorf("it took %v, want %v or more", took, least)
	}
}

// TestRedrive_MaxUnhandled sends the next record only when the last was handled.
func TestRedrive_MaxUnhandled(t *testing.T) {
	brokers := startRedriven(t, letters(t, 8)...)
	s := runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	most := 0
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, MaxUnhandled: 1, OnProgress: func(r dlq.RedriveReport) {
		most = max(most, r.Sent-r.Handled)
	}})
	if err != nil || counts(report) != "chosen 8, sent 8, handled 8" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	if most != 1 {
		t.Errorf("%d were unhandled at a time, want 1", most)
	}
	if got, want := s.list(), "e-0 e-1 e-2 e-3 e-4 e-5 e-6 e-7"; got != want {
		t.Errorf("handled %s, want %s", got, want)
	}
}

// TestRedrive_HandleTimeoutWhileGroupGoesOn has a group take longer for all
// records than HandleTimeout, but not for any one of them.
func TestRedrive_HandleTimeoutWhileGroupGoesOn(t *testing.T) {
	t.Parallel()
	const n, timeout = 3, 5 * time.Second
	brokers := startRedriven(t, letters(t, n)...)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 1, CommitInterval: time.Millisecond})
	handleAny(t, c, func(context.Context, events.Any) error {
		time.Sleep(2 * timeout / 5) // work
		return nil
	})
	runUntilStopped(t, c)
	began := time.Now()
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Canary: n, HandleTimeout: timeout})
	if err != nil || counts(report) != "chosen 3, sent 3, handled 3" {
		t.Errorf("%s, %v", counts(report), err)
	}
	if took := time.Since(began); took < timeout {
		t.Errorf("the group took %v, want more than HandleTimeout", took)
	}
}

// TestRedrive_CanaryOfSeveralBatches has the rate split the canary into batches.
// Nothing follows before the groups have handled all of it.
func TestRedrive_CanaryOfSeveralBatches(t *testing.T) {
	const canary = 3
	brokers := startRedriven(t, letters(t, 8)...)
	var canaryDone atomic.Bool
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 1, CommitInterval: time.Millisecond})
	handleAny(t, c, func(_ context.Context, e events.Any) error {
		if e.Metadata.EventID == "e-2" { // the last of the canary
			time.Sleep(500 * time.Millisecond) // work, in which five more could be sent
			canaryDone.Store(true)
		}
		return nil
	})
	runUntilStopped(t, c)
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Canary: canary, Rate: 10, OnProgress: func(r dlq.RedriveReport) {
		if r.Sent > canary && !canaryDone.Load() {
			t.Errorf("%d were sent before the canary of %d was handled", r.Sent, canary)
		}
	}})
	if err != nil || counts(report) != "chosen 8, sent 8, handled 8" {
		t.Errorf("%s, %v", counts(report), err)
	}
}
