package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	playbackcatalog "github.com/mediamesh/events/examples/playback/catalog"
	"github.com/mediamesh/events/examples/playback/catalog/playback"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// A diary notes what happened, in order. It is safe for concurrent use.
type diary struct {
	mu    sync.Mutex
	lines []string
}

func (d *diary) add(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lines = append(d.lines, fmt.Sprintf(format, args...))
}

func (d *diary) want(t testing.TB, want ...string) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if !slices.Equal(d.lines, want) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(d.lines, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// around is a middleware that notes when it begins and ends.
func (d *diary) around(name string) kafka.Middleware {
	return func(next kafka.HandlerFunc) kafka.HandlerFunc {
		return func(ctx context.Context, e events.Any) error {
			d.add("%s begins", name)
			err := next(ctx, e)
			d.add("%s ends: %v", name, err)
			return err
		}
	}
}

func TestMiddleware_FirstIsOutermost(t *testing.T) {
	handlers := map[string]func(*kafka.Consumer, *diary) error{
		"Handle": func(c *kafka.Consumer, d *diary) error {
			return kafka.Handle(c, func(context.Context, events.Event[content.Created]) error {
				d.add("handler")
				return nil
			}, kafka.WithMiddleware(d.around("third")), kafka.WithMiddleware(d.around("fourth")))
		},
		"HandleAny": func(c *kafka.Consumer, d *diary) error {
			return kafka.HandleAny(c, kafka.Chain(func(context.Context, events.Any) error {
				d.add("handler")
				return nil
			}, d.around("third"), d.around("fourth")), "content.created")
		},
	}
	for name, register := range handlers {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, 1)
			s.publish(t, created("c-1"))
			d := new(diary)
			middleware := []kafka.Middleware{d.around("first"), d.around("second")}
			c := s.consumer(t, kafka.ConsumerConfig{Middleware: middleware})
			middleware[0] = nil // the configuration was copied
			if err := register(c, d); err != nil {
				t.Fatal(err)
			}
			runToEnd(t, c)
			d.want(t, "first begins", "second begins", "third begins", "fourth begins", "handler",
				"fourth ends: <nil>", "third ends: <nil>", "second ends: <nil>", "first ends: <nil>")
		})
	}
}

// Each attempt goes through the middleware, which sees the record and the error, and can
// replace it.
func TestMiddleware_SeesEachAttempt(t *testing.T) {
	s := newStage(t, 1)
	s.publish(t, created("c-1", events.WithID("e-1")))
	d := new(diary)
	c := s.consumer(t, kafka.ConsumerConfig{
		Retry: kafka.RetryPolicy{MaxAttempts: 5, Backoff: time.Millisecond},
		Middleware: []kafka.Middleware{func(next kafka.HandlerFunc) kafka.HandlerFunc {
			return func(ctx context.Context, e events.Any) error {
				err := next(ctx, e)
				r, _ := kafka.RecordFrom(ctx)
				d.add("%s %s key %s offset %d attempt %d: %v", e.Metadata.EventType, e.Metadata.EventID, r.Key, r.Offset, kafka.AttemptFrom(ctx), err)
				if kafka.AttemptFrom(ctx) == 2 {
					return events.Permanent(err)
				}
				return err
			}
		}},
	})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return errBusy })
	runToEnd(t, c)
	d.want(t, "content.created e-1 key c-1 offset 0 attempt 1: busy", "content.created e-1 key c-1 offset 0 attempt 2: busy")
	if got := c.Stats(); got != (kafka.Stats{Retries: 1, DeadLetters: 1}) {
		t.Errorf("stats %+v", got)
	}
}

// The handler gets the context and the event that the middleware gives it.
func TestMiddleware_GivesContextAndEvent(t *testing.T) {
	type tenant struct{}
	s := newStage(t, 1)
	s.publish(t, created("c-1"))
	c := s.consumer(t, kafka.ConsumerConfig{Middleware: []kafka.Middleware{func(next kafka.HandlerFunc) kafka.HandlerFunc {
		return func(ctx context.Context, e events.Any) error {
			one, _ := events.As[content.Created](e)
			one.Payload.Title = "Another"
			return next(context.WithValue(ctx, tenant{}, "acme"), one.Any())
		}
	}}})
	var got string
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		got = fmt.Sprint(ctx.Value(tenant{}), " ", e.Payload.Title, " ", kafka.AttemptFrom(ctx))
		return nil
	})
	runToEnd(t, c)
	if got != "acme Another 1" {
		t.Errorf("the handler got %s", got)
	}
}

func TestMiddleware_SeesMigratedEvent(t *testing.T) {
	old, now := played()
	for name, c := range map[string]struct {
		handle func(*kafka.Consumer) error
		want   []string
	}{
		"newer": {func(c *kafka.Consumer) error {
			return kafka.Handle(c, func(context.Context, events.Event[playback.StartedV2]) error { return nil })
		}, []string{"old 2.0.0 2.0.0", "now 2.0.0 2.0.0"}},
		"older": {func(c *kafka.Consumer) error {
			return kafka.Handle(c, func(context.Context, events.Event[playback.Started]) error { return nil })
		}, []string{"old 1.1.0 1.1.0", "now 1.1.0 1.1.0"}},
		"as it is": {func(c *kafka.Consumer) error {
			return kafka.HandleAny(c, func(context.Context, events.Any) error { return nil })
		}, []string{"old 1.1.0 1.1.0", "now 2.0.0 2.0.0"}},
	} {
		t.Run(name, func(t *testing.T) {
			brokers := onePartition(t)
			publish(t, brokers, old, now)
			reg, err := playbackcatalog.Registry().With(events.Upcast(upcast), events.Downcast(downcast))
			if err != nil {
				t.Fatal(err)
			}
			d := new(diary)
			consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Registry: reg, Workers: 1, Middleware: []kafka.Middleware{func(next kafka.HandlerFunc) kafka.HandlerFunc {
				return func(ctx context.Context, e events.Any) error {
					d.add("%s %s %s", e.Metadata.EventID, e.Metadata.EventVersion, e.Descriptor().Version())
					return next(ctx, e)
				}
			}}})
			if err := c.handle(consumer); err != nil {
				t.Fatal(err)
			}
			runToEnd(t, consumer)
			d.want(t, c.want...)
			if got := consumer.Stats(); got != (kafka.Stats{Handled: 2}) {
				t.Errorf("stats %+v", got)
			}
		})
	}
}

// A middleware that returns nil and does not call the handler has dealt with the event.
func TestMiddleware_SettlesWithoutHandler(t *testing.T) {
	s := newStage(t, 1)
	s.publish(t, created("c-1"), created("c-2"))
	c := s.consumer(t, kafka.ConsumerConfig{Middleware: []kafka.Middleware{func(next kafka.HandlerFunc) kafka.HandlerFunc {
		return func(ctx context.Context, e events.Any) error {
			if key, _ := e.Key(); key == "c-1" {
				return nil
			}
			return next(ctx, e)
		}
	}}})
	var j journal
	handle(t, c, j.note)
	runToEnd(t, c)
	if got := j.String(); got != "c-2" {
		t.Errorf("handled %s, want c-2", got)
	}
	if got := c.Stats(); got != (kafka.Stats{Handled: 2}) {
		t.Errorf("stats %+v", got)
	}
	if n := s.committed(t); n != 2 {
		t.Errorf("committed %d, want 2", n)
	}
}

// A panic is a *PanicError for the middleware further out, and for the consumer.
func TestMiddleware_PanicIsError(t *testing.T) {
	for _, where := range []string{"inner", "handler"} {
		t.Run(where, func(t *testing.T) {
			s := newStage(t, 1)
			s.publish(t, created("c-1"))
			d := new(diary)
			boom := func(at string) {
				if at == where {
					panic("boom in " + at)
				}
			}
			var seen *kafka.PanicError
			var refused kafka.Refusal
			c := s.consumer(t, kafka.ConsumerConfig{Retry: once, OnRefused: func(r kafka.Refusal) { refused = r }, Middleware: []kafka.Middleware{
				func(next kafka.HandlerFunc) kafka.HandlerFunc {
					return func(ctx context.Context, e events.Any) error {
						err := next(ctx, e)
						if !errors.As(err, &seen) {
							t.Errorf("the outer middleware got %v", err)
						}
						d.add("outer ends")
						return err
					}
				},
				func(next kafka.HandlerFunc) kafka.HandlerFunc {
					return func(ctx context.Context, e events.Any) error {
						boom("inner")
						return next(ctx, e)
					}
				},
			}})
			handle(t, c, func(context.Context, events.Event[content.Created]) error {
				boom("handler")
				return nil
			})
			runToEnd(t, c)
			d.want(t, "outer ends")
			if seen == nil || seen.Value != "boom in "+where || !strings.Contains(string(seen.Stack), "middleware_test.go") {
				t.Errorf("panic %+v", seen)
			}
			var failed *kafka.HandlerError
			if !errors.As(refused.Err, &failed) || failed.Err != error(seen) || failed.Attempts != 1 {
				t.Errorf("refused for %v", refused.Err)
			}
			letters := s.held(t, "content.events.dlq")
			if len(letters) != 1 || header(letters[0], "dlq-error") != "panic: boom in "+where {
				t.Errorf("%d dead letters", len(letters))
			}
		})
	}

	// With none further out, the consumer has it.
	s := newStage(t, 1)
	s.publish(t, created("c-1"))
	c := s.consumer(t, kafka.ConsumerConfig{Retry: once, Policies: stopAtFailures, Middleware: []kafka.Middleware{func(kafka.HandlerFunc) kafka.HandlerFunc {
		return func(context.Context, events.Any) error { panic(errBusy) }
	}}})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	var panicked *kafka.PanicError
	if err := c.RunToEnd(deadline(t)); !errors.As(err, &panicked) || !errors.Is(err, errBusy) {
		t.Errorf("error %v", err)
	}
}

// The time for a handler is that of its middleware too.
func TestMiddleware_EndsWithHandlerTimeout(t *testing.T) {
	s := newStage(t, 1)
	s.publish(t, created("c-1"))
	c := s.consumer(t, kafka.ConsumerConfig{
		Retry: once, HandlerTimeout: 50 * time.Millisecond, Policies: stopAtFailures,
		Middleware: []kafka.Middleware{func(next kafka.HandlerFunc) kafka.HandlerFunc {
			return func(ctx context.Context, e events.Any) error {
				<-ctx.Done()
				return next(ctx, e)
			}
		}},
	})
	handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error { return ctx.Err() })
	if err := c.RunToEnd(deadline(t)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want one of the deadline", err)
	}
}

func TestMiddleware_EndsWhenAbandoned(t *testing.T) {
	s := newStage(t, 1)
	s.publish(t, created("c-1"))
	begun := make(chan struct{})
	c := s.consumer(t, kafka.ConsumerConfig{DrainTimeout: time.Millisecond, Middleware: []kafka.Middleware{func(kafka.HandlerFunc) kafka.HandlerFunc {
		return func(ctx context.Context, _ events.Any) error {
			close(begun)
			<-ctx.Done()
			return ctx.Err()
		}
	}}})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	r := runUntilStopped(t, c)
	get(t, begun)
	if err := r.stop(t); err != nil {
		t.Fatal(err)
	}
	if got := c.Stats(); got != (kafka.Stats{}) {
		t.Errorf("stats %+v", got)
	}
}

// A middleware that gives a handler another type's event is a mistake that trying again
// does not correct.
func TestMiddleware_EventOfAnotherTypeFails(t *testing.T) {
	for what, c := range map[string]struct{ other events.Any }{
		"another": {other: events.New("cms-service", content.Published{ContentID: "c-1"}).Any()},
		"none":    {},
	} {
		t.Run(what, func(t *testing.T) {
			s := newStage(t, 1)
			s.publish(t, created("c-1"))
			consumer := s.consumer(t, kafka.ConsumerConfig{Policies: stopAtFailures, Middleware: []kafka.Middleware{func(next kafka.HandlerFunc) kafka.HandlerFunc {
				return func(ctx context.Context, _ events.Any) error { return next(ctx, c.other) }
			}}})
			handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return nil })
			err := consumer.RunToEnd(deadline(t))
			want := "kafka: a middleware gave the handler for content.created another event: content.published"
			if what == "none" {
				want = "kafka: a middleware gave the handler for content.created another event: unknown"
			}
			var failed *kafka.HandlerError
			if !errors.As(err, &failed) || failed.Err.Error() != want || failed.Attempts != 1 {
				t.Errorf("error %v\nwant … %s", err, want)
			}
		})
	}
}

func TestMiddleware_AppliesToReplay(t *testing.T) {
	brokers := onePartition(t)
	publish(t, brokers, created("c-1"))
	d := new(diary)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Middleware: []kafka.Middleware{d.around("consumer's")}})
	if err := kafka.Handle(c, func(context.Context, events.Event[content.Created]) error { return nil }, kafka.WithMiddleware(d.around("own"))); err != nil {
		t.Fatal(err)
	}
	if report, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{Topic: "content.events"}); err != nil || report.Handled != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	d.want(t, "consumer's begins", "own begins", "own ends: <nil>", "consumer's ends: <nil>")
}

func TestMiddleware_NilIsError(t *testing.T) {
	config := kafka.ConsumerConfig{Group: "test", Registry: catalog.Registry(), Middleware: []kafka.Middleware{new(diary).around("x"), nil}}
	var wrong *cluster.ConfigError
	if _, err := kafka.NewConsumer(config); !errors.As(err, &wrong) || err.Error() != "kafka: ConsumerConfig.Middleware[1] is nil" {
		t.Errorf("error %v", err)
	}
	nothing := func(kafka.HandlerFunc) kafka.HandlerFunc { return nil }
	typed := func(context.Context, events.Event[content.Created]) error { return nil }
	dynamic := func(context.Context, events.Any) error { return nil }
	for _, c := range []struct {
		register func(*kafka.Consumer) error
		config   kafka.ConsumerConfig
		want     string
	}{
		{func(c *kafka.Consumer) error { return kafka.Handle(c, typed, kafka.WithMiddleware(nil)) }, kafka.ConsumerConfig{}, "kafka: a middleware is nil"},
		{func(c *kafka.Consumer) error { return kafka.Handle(c, typed, kafka.WithMiddleware(nothing)) }, kafka.ConsumerConfig{}, "kafka: a middleware returned a nil handler"},
		{func(c *kafka.Consumer) error { return kafka.HandleAny(c, dynamic) }, kafka.ConsumerConfig{Middleware: []kafka.Middleware{nothing}}, "kafka: a middleware returned a nil handler"},
	} {
		consumer := newConsumer(t, c.config)
		if err := c.register(consumer); err == nil || err.Error() != c.want {
			t.Errorf("error %v, want %s", err, c.want)
		}
		if err := consumer.Run(context.Background()); err == nil || err.Error() != c.want {
			t.Errorf("Run's error %v, want %s", err, c.want)
		}
	}
	defer func() {
		if v := recover(); fmt.Sprint(v) != "kafka: a middleware returned a nil handler" {
			t.Errorf("panic %v", v)
		}
	}()
	kafka.Chain(dynamic, nothing)
}
