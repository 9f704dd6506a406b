package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
)

// Told to stop, a consumer ends what handlers have begun, and what lies before
// that, and nothing else; then nothing that was handled comes again.
func TestStopEndsWhatWasBegun(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	const workers = 4
	// The first two are at work when the others are done up to f7; f8 and f9 are
	// at work as well. In between b0/1 waits for the first: it has to be handled,
	// for f0 not to come again.
	order := []string{"b0/0", "b1/0", "b0/1", "f0/0", "f1/0", "f2/0", "g0/0", "g1/0", "b0/2", "h0/0", "h1/0"}
	var records []*kgo.Record
	for _, id := range order {
		records = append(records, &kgo.Record{Key: []byte(id[:2]), Value: document(t, created(id[:2], events.WithID(id)))})
	}
	s.send(t, records...)
	l, release := newLedger(), make(chan struct{})
	goOn := sync.OnceFunc(func() { close(release) })
	c := s.consumer(t, kafka.ConsumerConfig{Workers: workers})
	handle(t, c, l.handler(func(ctx context.Context, e events.Event[content.Created]) error {
		if e.Payload.ContentID[0] == 'b' || e.Payload.ContentID[0] == 'g' {
			<-release
		}
		return ctx.Err() // which must not have ended
	}))
	r := runUntilStopped(t, c)
	t.Cleanup(goOn)
	l.await(t, "b0, b1, g0 and g1 are at work", func() bool { return l.busy == workers && len(l.done) == 3 })
	r.cancel()
	goOn()
	if err := r.wait(t); err != nil {
		t.Fatal(err)
	}
	for i, id := range order {
		if got, want := l.times(id), map[bool]int{true: 1}[i <= 7]; got != want {
			t.Errorf("%s was handled %d times, want %d", id, got, want)
		}
	}
	if n := s.committed(t); n != 8 {
		t.Errorf("committed %d, want 8", n)
	}
	next := newLedger()
	again := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, again, next.handler(nil))
	runToEnd(t, again)
	if got := next.calls("b0") + " " + next.calls("h0") + " " + next.calls("h1"); len(next.done) != 3 || got != "b0/2 h0/0 h1/0" {
		t.Errorf("%d came the next time: %s", len(next.done), got)
	}
}

// An event that waits for its next attempt is waited for, if that comes within
// the budget; else it comes again, with all behind it.
func TestStopWhileEventsWait(t *testing.T) {
	for _, c := range []struct {
		name      string
		after     time.Duration
		handled   int
		committed int64
	}{
		{"within the budget", 200 * time.Millisecond, 3, 3},
		{"beyond it", time.Hour, 2, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			s.publish(t, chapter("k0", 0), chapter("slow", 0), chapter("k0", 1))
			l := newLedger()
			consumer := s.consumer(t, kafka.ConsumerConfig{DrainTimeout: 20 * time.Second})
			handle(t, consumer, l.handler(func(ctx context.Context, e events.Event[content.Created]) error {
				if e.Payload.ContentID == "slow" && kafka.AttemptFrom(ctx) == 1 {
					return events.RetryAfter(c.after, errBusy)
				}
				return nil
			}))
			r := runUntilStopped(t, consumer)
			l.await(t, "one waits", func() bool { return len(l.done) == 2 && len(l.called["slow"]) == 1 && l.busy == 0 })
			begun := time.Now()
			if err := r.stop(t); err != nil {
				t.Error(err)
			}
			if took := time.Since(begun); took > 15*time.Second {
				t.Errorf("it took %v", took)
			}
			if len(l.done) != c.handled || s.committed(t) != c.committed {
				t.Errorf("%d handled, %d committed: want %d, %d", len(l.done), s.committed(t), c.handled, c.committed)
			}
			again := s.consumer(t, kafka.ConsumerConfig{})
			handle(t, again, l.handler(nil))
			runToEnd(t, again)
			l.check(t, []events.Message{chapter("k0", 0), chapter("slow", 0), chapter("k0", 1)})
		})
	}
}

// A handler that works on when its time for stopping is over does not hold up
// the process for ever, and is told of.
func TestHandlerIgnoresItsContext(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.publish(t, chapter("deaf", 0), chapter("k0", 0))
	l, release := newLedger(), make(chan struct{})
	c := s.consumer(t, kafka.ConsumerConfig{DrainTimeout: 50 * time.Millisecond})
	handle(t, c, l.handler(func(ctx context.Context, e events.Event[content.Created]) error {
		if e.Payload.ContentID == "deaf" {
			<-release
		}
		return nil
	}))
	r := runUntilStopped(t, c)
	t.Cleanup(func() {
		close(release)
		l.await(t, "the handler ends", func() bool { return l.busy == 0 })
	})
	l.await(t, "it is at work", func() bool { return l.busy == 1 && len(l.done) == 1 })
	begun := time.Now()
	err := r.stop(t)
	if took := time.Since(begun); took > 15*time.Second {
		t.Errorf("it took %v", took)
	}
	var abandoned *kafka.AbandonedError
	if !errors.As(err, &abandoned) || *abandoned != (kafka.AbandonedError{Handlers: 1, Timeout: 50 * time.Millisecond}) {
		t.Fatalf("error %v, want an AbandonedError", err)
	}
	if want := "kafka: 1 handlers have not returned long after the drain timeout of 50ms: check that they observe their context"; err.Error() != want {
		t.Errorf("error %s\nwant  %s", err, want)
	}
	if n := s.committed(t); n != 0 {
		t.Errorf("committed %d, past the event that is not done", n)
	}
	next := newLedger()
	again := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, again, next.handler(nil))
	runToEnd(t, again)
	if n := next.times("deaf/0"); n != 1 || len(next.done) != 1 {
		t.Errorf("it came %d times, with %d others: want it alone", n, len(next.done)-n)
	}
}

// Stopped over and over in the middle of its work, a consumer repeats nothing,
// and loses nothing.
func TestStopsRepeatNothing(t *testing.T) {
	t.Parallel()
	s, l := newStage(t, 6), newLedger()
	list := story(60, 20)
	s.publish(t, list...)
	for n := 0; n < len(list); n = len(l.done) {
		c := s.consumer(t, kafka.ConsumerConfig{Retry: soon})
		handle(t, c, l.handler(func(ctx context.Context, e events.Event[content.Created]) error {
			if kafka.AttemptFrom(ctx) == 1 && e.Payload.ContentID == fmt.Sprintf("k%d", n%60) {
				return errBusy
			}
			return nil
		}))
		r := runUntilStopped(t, c)
		l.awaitDone(t, min(len(list), n+100))
		if err := r.stop(t); err != nil {
			t.Fatal(err)
		}
	}
	if again := l.check(t, list); again != 0 {
		t.Errorf("%d events were handled again", again)
	}
	if n := s.committed(t); n != int64(len(list)) {
		t.Errorf("committed %d, want %d", n, len(list))
	}
}
