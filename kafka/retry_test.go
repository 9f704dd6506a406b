package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// soon has what failed come again at once, or nearly.
var soon = kafka.RetryPolicy{Backoff: time.Millisecond, MaxBackoff: time.Millisecond}

// How often a handler is called, and what becomes of the event then.
func TestAttempts(t *testing.T) {
	three := soon
	three.MaxAttempts = 3
	endless := soon
	endless.MaxAttempts = -1
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{"127.0.0.1:1"}}})
	publishInvalid := func(int) error {
		return pub.Publish(t.Context(), events.New("cms", content.Created{}, events.WithID("e-9")))
	}
	for _, c := range []struct {
		name     string
		retry    kafka.RetryPolicy
		handler  func(attempt int) error
		calls    int
		attempts string // in the dead letter; "" if the event is handled
		text     string
	}{
		{"at once", soon, func(int) error { return nil }, 1, "", ""},
		{"the second", soon, func(n int) error { return unless(n == 2) }, 2, "", ""},
		{"the last of five, the default", soon, func(n int) error { return unless(n == 5) }, 5, "", ""},
		{"none of five", soon, func(int) error { return errBusy }, 5, "5", "busy"},
		{"none of three", three, func(int) error { return errBusy }, 3, "3", "busy"},
		{"without end", endless, func(n int) error { return unless(n == 40) }, 40, "", ""},
		{"permanent", soon, func(int) error { return events.Permanent(errBusy) }, 1, "1", "busy"},
		{"permanent, wrapped", soon, func(int) error { return errors.Join(errors.New("indexing"), events.Permanent(errBusy)) }, 1, "1", "indexing\nbusy"},
		{"permanent at last", soon, func(n int) error {
			if n == 3 {
				return events.Permanent(errBusy)
			}
			return errBusy
		}, 3, "3", "busy"},
		{"permanent, though without end", endless, func(int) error { return events.Permanent(errBusy) }, 1, "1", "busy"},
		{"publishing what is refused", endless, publishInvalid, 1, "1", publishInvalid(1).Error()},
		{"asking for later counts", three, func(int) error { return events.RetryAfter(time.Millisecond, errBusy) }, 3, "3", "busy (again in 1ms)"},
		{"asking for now", three, func(n int) error {
			if n < 3 {
				return events.RetryAfter(-time.Hour, errBusy)
			}
			return nil
		}, 3, "", ""},
		{"a panic counts", three, func(n int) error {
			if n < 3 {
				panic("boom")
			}
			return nil
		}, 3, "", ""},
		{"panics", three, func(int) error { panic("boom") }, 3, "3", "panic: boom"},
		{"panics with an error", three, func(int) error { panic(errBusy) }, 3, "3", "panic: busy"},
		{"panics with one that is permanent", three, func(int) error { panic(events.Permanent(errBusy)) }, 1, "1", "panic: busy"},
		{"panics with nil", three, func(int) error { panic(nil) }, 3, "3", "panic: " + new(runtime.PanicNilError).Error()},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			s.publish(t, chapter("k0", 0), chapter("k0", 1))
			var log logs
			calls, wrong := 0, false
			consumer := s.consumer(t, kafka.ConsumerConfig{Retry: c.retry, Logger: log.logger()})
			handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
				if e.Metadata.EventID != "k0/0" {
					return nil
				}
				calls++
				wrong = wrong || kafka.AttemptFrom(ctx) != calls
				return c.handler(calls)
			})
			runToEnd(t, consumer)
			if calls != c.calls || wrong {
				t.Errorf("%d calls, want %d; attempts told wrongly: %v", calls, c.calls, wrong)
			}
			want := kafka.Stats{Handled: 2, Retries: int64(c.calls - 1)}
			letters := s.held(t, "content.events.dlq")
			if c.attempts != "" {
				want.Handled, want.DeadLetters = 1, 1
				if len(letters) != 1 {
					t.Fatalf("%d dead letters, want 1", len(letters))
				}
				for key, want := range map[string]string{
					"dlq-reason": "handler-failed", "dlq-attempts": c.attempts, "dlq-error": c.text,
					"__dlq.errors.delivery.count": c.attempts, "__dlq.errors.message": c.text, "dlq-violations": "",
				} {
					if got := header(letters[0], key); got != want {
						t.Errorf("%s is %q, want %q", key, got, want)
					}
				}
			} else if len(letters) != 0 {
				t.Errorf("%d dead letters, want none", len(letters))
			}
			if got := consumer.Stats(); got != want {
				t.Errorf("stats %+v, want %+v", got, want)
			}
			if n := s.committed(t); n != 2 {
				t.Errorf("committed %d, want 2", n)
			}
			retries := strings.Count(log.String(), `level=WARN msg="kafka: handler failed; retrying" event_type=content.created event_id=k0/0`)
			const most = 10 // lines of a kind in a minute; the last says how many more
			more := ""
			if left := c.calls - 1 - most; left > 0 {
				more = fmt.Sprintf(`msg="kafka: similar log lines suppressed" count=%d message="kafka: handler failed; retrying"`, left)
			}
			if retries != min(c.calls-1, most) || !strings.Contains(log.String(), more) {
				t.Errorf("%d retries were logged, want %d and %q: %s", retries, c.calls-1, more, log.String())
			}
		})
	}
}

func unless(ok bool) error {
	if ok {
		return nil
	}
	return errBusy
}

// What RetryAfter asks for is waited, however short the schedule is, and what
// it asks for is not more, however long that is.
func TestRetryAfterTakesTheScheduleOver(t *testing.T) {
	for _, c := range []struct {
		name  string
		retry kafka.RetryPolicy
		after time.Duration
	}{
		{"longer", soon, 300 * time.Millisecond},
		{"shorter", kafka.RetryPolicy{Backoff: time.Hour, MaxBackoff: time.Hour}, 10 * time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			s.publish(t, chapter("k0", 0))
			var ended, came time.Time
			consumer := s.consumer(t, kafka.ConsumerConfig{Retry: c.retry})
			handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
				if kafka.AttemptFrom(ctx) == 1 {
					ended = time.Now()
					return events.RetryAfter(c.after, errBusy)
				}
				came = time.Now()
				return nil
			})
			runToEnd(t, consumer)
			if waited := came.Sub(ended); waited < c.after {
				t.Errorf("it waited %v, want at least %v", waited, c.after)
			}
		})
	}
}

func TestAttemptFromElsewhere(t *testing.T) {
	if n := kafka.AttemptFrom(context.Background()); n != 0 {
		t.Errorf("attempt %d of nothing", n)
	}
}

// A handler has so much time for one call; then its context ends, and with it
// all contexts that it made of it. The next call has as much again.
func TestHandlerTimeout(t *testing.T) {
	type key struct{}
	for _, c := range []struct {
		name   string
		derive func(context.Context) (context.Context, context.CancelFunc)
	}{
		{"its own", func(ctx context.Context) (context.Context, context.CancelFunc) { return ctx, func() {} }},
		{"with a value", func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithValue(ctx, key{}, 1), func() {}
		}},
		{"cancellable", context.WithCancel},
		{"with a later deadline", func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, time.Hour)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			s.publish(t, chapter("k0", 0), chapter("k0", 1))
			var log logs
			var errs []error
			const timeout = 200 * time.Millisecond
			consumer := s.consumer(t, kafka.ConsumerConfig{
				HandlerTimeout: timeout, Retry: kafka.RetryPolicy{MaxAttempts: 2, Backoff: 1}, Logger: log.logger(),
			})
			handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
				begun := time.Now()
				ends, ok := ctx.Deadline()
				if left := time.Until(ends); !ok || left > timeout || left < timeout/2 {
					t.Errorf("its deadline is in %v (%v)", left, ok)
				}
				if ctx.Err() != nil {
					t.Errorf("its context is over at once: %v", ctx.Err())
				}
				if e.Metadata.EventID != "k0/0" {
					return nil
				}
				ctx, cancel := c.derive(ctx)
				defer cancel()
				<-ctx.Done()
				if took := time.Since(begun); took < timeout/2 {
					t.Errorf("it ended after %v", took)
				}
				errs = append(errs, ctx.Err())
				return ctx.Err()
			})
			runToEnd(t, consumer)
			for _, err := range errs {
				if err != context.DeadlineExceeded {
					t.Errorf("the context ended with %v", err)
				}
			}
			if letters := s.held(t, "content.events.dlq"); len(errs) != 2 || len(letters) != 1 || header(letters[0], "dlq-error") != "context deadline exceeded" {
				t.Errorf("%d calls, %d dead letters", len(errs), len(letters))
			}
			if got := consumer.Stats(); got != (kafka.Stats{Handled: 1, DeadLetters: 1, Retries: 1}) {
				t.Errorf("stats %+v", got)
			}
		})
	}
}

// Who is late and successful all the same, is successful.
func TestHandlerIsLateAndSuccessful(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.publish(t, chapter("k0", 0))
	c := s.consumer(t, kafka.ConsumerConfig{HandlerTimeout: 10 * time.Millisecond})
	handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error {
		<-ctx.Done()
		return nil
	})
	runToEnd(t, c)
	if got := c.Stats(); got != (kafka.Stats{Handled: 1}) {
		t.Errorf("stats %+v", got)
	}
}

func TestHandlerTimeoutOfNone(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.publish(t, chapter("k0", 0))
	c := s.consumer(t, kafka.ConsumerConfig{HandlerTimeout: -1})
	handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error {
		if at, ok := ctx.Deadline(); ok {
			t.Errorf("its deadline is %v", at)
		}
		return nil
	})
	runToEnd(t, c)
}

// While a handler is at its second attempt, its time is up, and so on: other
// workers' contexts are their own.
func TestHandlerTimeoutIsOfOneHandler(t *testing.T) {
	t.Parallel()
	s := newStage(t, 1)
	s.publish(t, chapter("slow", 0), chapter("k0", 0))
	started, over := make(chan struct{}), make(chan struct{})
	var first atomic.Bool
	c := s.consumer(t, kafka.ConsumerConfig{HandlerTimeout: 300 * time.Millisecond, Retry: kafka.RetryPolicy{Backoff: 1}})
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		switch {
		case e.Payload.ContentID == "slow" && first.CompareAndSwap(false, true):
			close(started)
			<-ctx.Done()
			close(over)
			return ctx.Err()
		case e.Payload.ContentID == "k0":
			<-started
			<-over
			if e := ctx.Err(); e != nil && kafka.AttemptFrom(ctx) == 1 {
				// Its own time may be up by now as well, but not by the other's.
				if ends, _ := ctx.Deadline(); time.Now().Before(ends) {
					t.Errorf("another's end is its own: %v", e)
				}
			}
		}
		return nil
	})
	runToEnd(t, c)
}
