package kafka_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
)

// TestConsumer_AbandonedHandlerDidNotFail stops a consumer whose handler returns
// an error because its context ended. That is no failed attempt, whatever the
// configuration does with one: the event is delivered again.
func TestConsumer_AbandonedHandlerDidNotFail(t *testing.T) {
	for _, c := range []struct {
		name   string
		config kafka.ConsumerConfig
	}{
		{"the last attempt, to the dead-letter topic", kafka.ConsumerConfig{Retry: kafka.RetryPolicy{MaxAttempts: 1}}},
		{"the last attempt, by policy Stop", kafka.ConsumerConfig{
			Retry: kafka.RetryPolicy{MaxAttempts: 1}, Policies: map[kafka.Reason]kafka.Policy{kafka.ReasonHandlerFailed: kafka.PolicyStop},
		}},
		{"an attempt of two", kafka.ConsumerConfig{Retry: kafka.RetryPolicy{MaxAttempts: 2}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			s.create(t, 1, "content.events.dlq")
			// The record that is no event has the dead-letter topic known to the
			// client, so that another dead letter would be written at once.
			s.publish(t, chapter("k", 0))
			s.send(t, &kgo.Record{Key: []byte("bad"), Value: []byte("{}")})

			var log logs
			config := c.config
			config.DrainTimeout, config.Logger = 50*time.Millisecond, log.logger()
			first, l := s.consumer(t, config), newLedger()
			handle(t, first, l.handler(func(ctx context.Context, _ events.Event[content.Created]) error {
				<-ctx.Done()
				return ctx.Err()
			}))
			r := runUntilStopped(t, first)
			l.await(t, "the handler works", func() bool { return l.busy == 1 })
			until(t, func() bool { return first.Stats().DeadLetters == 1 })
			if err := r.stop(t); err != nil {
				t.Errorf("Run returned %v", err)
			}
			if got, want := first.Stats(), (kafka.Stats{DeadLetters: 1}); got != want {
				t.Errorf("stats %+v, want %+v", got, want)
			}
			if strings.Contains(log.String(), "handler failed") {
				t.Errorf("logged a failed attempt:\n%s", &log)
			}
			if n := len(s.held(t, "content.events.dlq")); n != 1 {
				t.Errorf("%d dead letters, want that of the record that is no event", n)
			}

			next := newLedger()
			again := s.consumer(t, kafka.ConsumerConfig{})
			handle(t, again, next.handler(nil))
			runToEnd(t, again)
			if n := next.times("k/0"); n != 1 {
				t.Errorf("handled %d times by the next consumer, want once", n)
			}
		})
	}
}
