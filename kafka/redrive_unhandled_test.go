package kafka_test

import (
	"context"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// TestRedrive_MaxUnhandledWhilePartIsHandled has the group handle half of what
// was sent. The redrive sends as many more as were handled, and no more.
func TestRedrive_MaxUnhandledWhilePartIsHandled(t *testing.T) {
	const n, limit = 30, 4
	brokers := startRedriven(t, letters(t, n)...)
	allowed := make(chan struct{}, n)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 1, CommitInterval: 1})
	handleAny(t, c, func(context.Context, events.Any) error { <-allowed; return nil })
	runUntilStopped(t, c)
	given := 0
	allow := func(upTo int) {
		for ; given < upTo; given++ {
			allowed <- struct{}{}
		}
	}
	t.Cleanup(func() { allow(n) })
	allow(1) // the canary
	most := 0
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, MaxUnhandled: limit, OnProgress: func(r dlq.RedriveReport) {
		most = max(most, r.Sent-r.Handled)
		switch {
		case r.Sent == 1+limit && given == 1:
			allow(1 + limit/2)
		case r.Sent > 1+limit:
			allow(n)
		}
	}})
	if err != nil || counts(report) != "chosen 30, sent 30, handled 30" {
		t.Errorf("%s, %v", counts(report), err)
	}
	if most > limit {
		t.Errorf("%d were unhandled at a time, want %d at most", most, limit)
	}
}
