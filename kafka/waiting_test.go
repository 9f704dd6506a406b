package kafka_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// While one content waits, only that one waits, and nothing behind its event is
// committed, not even when the consumer stops.
func TestOneKeyWaits(t *testing.T) {
	for _, c := range []struct {
		name  string
		retry kafka.RetryPolicy
		err   error
	}{
		{"by RetryAfter", kafka.RetryPolicy{}, events.RetryAfter(time.Hour, errBusy)},
		{"by backoff", kafka.RetryPolicy{Backoff: time.Hour, MaxBackoff: time.Hour}, errBusy},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			before := story(3, 2)
			s.publish(t, before...)
			s.publish(t, chapter("slow", 0), chapter("slow", 1))
			after := []events.Message{chapter("k0", 2), chapter("k1", 2), chapter("late", 0), chapter("late", 1)}
			s.publish(t, after...)

			l := newLedger()
			consumer := s.consumer(t, kafka.ConsumerConfig{CommitInterval: time.Nanosecond, Retry: c.retry})
			handle(t, consumer, l.handler(func(_ context.Context, e events.Event[content.Created]) error {
				if e.Payload.ContentID == "slow" {
					return c.err
				}
				return nil
			}))
			r := runUntilStopped(t, consumer)
			l.awaitDone(t, len(before)+len(after))
			s.awaitCommitted(t, int64(len(before)))
			// Commits go on, though this one has nothing more to commit.
			s.publish(t, chapter("later", 0))
			l.awaitDone(t, len(before)+len(after)+1)
			if n := s.committed(t); n != int64(len(before)) {
				t.Errorf("committed %d, past the event that waits", n)
			}
			if err := r.stop(t); err != nil {
				t.Error(err)
			}
			if n := s.committed(t); n != int64(len(before)) {
				t.Errorf("committed %d, past the event that waits", n)
			}
			if got := l.calls("slow"); got != "slow/0" {
				t.Errorf("calls %s, want one", got)
			}
			l.check(t, append(before, after...))
			if got := consumer.Stats(); got.Retries != 1 || got.DeadLetters != 0 {
				t.Errorf("stats %+v", got)
			}

			// The next one gets what waited, in order, and nothing else.
			next := newLedger()
			again := s.consumer(t, kafka.ConsumerConfig{})
			handle(t, again, next.handler(nil))
			runToEnd(t, again)
			next.check(t, []events.Message{chapter("slow", 0), chapter("slow", 1)})
			if len(next.done) != 2 {
				t.Errorf("%d were handled, want the 2 that were not yet", len(next.done))
			}
			if n := s.committed(t); n != int64(len(before)+2+len(after)+1) {
				t.Errorf("committed %d, want all", n)
			}
		})
	}
}

// A consumer that ends without a word, in the middle of an event: the next one
// gets that event, and what waits behind it, and nothing that the first one told
// to have done. What the first one finishes afterwards moves no offset.
func TestKilledConsumer(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.publish(t, chapter("k0", 0), chapter("k1", 0))
	s.publish(t, chapter("stuck", 0))
	after := []events.Message{chapter("k0", 1), chapter("k1", 1), chapter("stuck", 1)}
	s.publish(t, after...)

	first, release := newLedger(), make(chan struct{})
	cable := newCable()
	consumer := s.consumer(t, kafka.ConsumerConfig{CommitInterval: time.Nanosecond, Cluster: cluster.Config{ClientOptions: quickly(cable.option())}})
	handle(t, consumer, first.handler(func(_ context.Context, e events.Event[content.Created]) error {
		if e.Payload.ContentID == "stuck" {
			<-release
		}
		return nil
	}))
	r := runUntilStopped(t, consumer)
	first.awaitDone(t, 4)
	s.awaitCommitted(t, 2)
	s.awaitAhead(t, 3, 4) // k0/1 and k1/1
	cable.cut()

	second := newLedger()
	other := s.consumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{ClientOptions: quickly()}})
	handle(t, other, second.handler(nil))
	runToEnd(t, other)
	second.check(t, []events.Message{chapter("stuck", 0), chapter("stuck", 1)})
	if len(second.done) != 2 {
		t.Errorf("%d were handled, want the 2 that were not yet", len(second.done))
	}
	if n := s.committed(t); n != 6 {
		t.Errorf("committed %d, want 6", n)
	}

	cable.mend()
	close(release)
	first.awaitDone(t, 5)
	if err := r.stop(t); err != nil {
		t.Errorf("the first ended with %v", err)
	}
	if n := s.committed(t); n != 6 {
		t.Errorf("committed %d, want 6: the first has no say any more", n)
	}
}

// A handler whose partition went to another member while it worked is told so.
func TestLostPartitionEndsTheHandlersContext(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.publish(t, chapter("k0", 0))
	started, ended := make(chan struct{}, 1), make(chan error, 1)
	cable := newCable()
	consumer := s.consumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{ClientOptions: quickly(cable.option())}})
	handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
		select {
		case started <- struct{}{}:
		default:
			return nil // it has the partition again
		}
		<-ctx.Done()
		ended <- ctx.Err()
		return ctx.Err()
	})
	r := runUntilStopped(t, consumer)
	get(t, started)
	cable.cut()
	l := newLedger()
	other := s.consumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{ClientOptions: quickly()}})
	handle(t, other, l.handler(nil))
	o := runUntilStopped(t, other)
	l.awaitDone(t, 1)
	cable.mend()
	if err := get(t, ended); !errors.Is(err, context.Canceled) {
		t.Errorf("its context ended with %v", err)
	}
	if err := errors.Join(r.stop(t), o.stop(t)); err != nil {
		t.Error(err)
	}
	if n := s.committed(t); n != 1 {
		t.Errorf("committed %d, want 1", n)
	}
}
