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
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// intercepting notes what it sees of an event, before and after.
func (d *diary) intercepting(name string) kafka.Interceptor {
	return func(_ context.Context, o *kafka.Outgoing) error {
		key, keyed := o.Key()
		d.add("%s: %s %s %s to %s key %s %t", name, o.Type().Name(), o.Event().Meta().EventID, o.Event().Meta().CorrelationID, o.Topic(), key, keyed)
		o.OnDone(func(err error) { d.add("%s of %s ends: %v", name, o.Event().Meta().EventID, err) })
		return nil
	}
}

// Each event goes through the interceptors, whichever way it is published. They add
// headers, and hear of the outcome before the caller does.
func TestInterceptor_AddsHeadersAndHearsOutcome(t *testing.T) {
	for mode, config := range map[string]kafka.PublisherConfig{"envelope": {}, "CloudEvents": {Mode: kafka.ModeCloudEventsBinary}} {
		for method, publish := range publishBy {
			t.Run(mode+" "+method, func(t *testing.T) {
				t.Parallel()
				s := newStage(t, 1)
				d := new(diary)
				config := config
				config.Cluster.Brokers, config.Topics = s.brokers, s.naming()
				config.Headers = []kafka.Header{headerOf("region", "eu")}
				config.Interceptors = []kafka.Interceptor{d.intercepting("first"), d.intercepting("second"), func(_ context.Context, o *kafka.Outgoing) error {
					region, _ := o.Header("region")
					_, missing := o.Header("missing")
					d.add("region %s %t", region, missing)
					o.SetHeader("region", region+"-west")
					return nil
				}, func(_ context.Context, o *kafka.Outgoing) error {
					region, _ := o.Header("region")
					o.SetHeader("copy", region)
					return nil
				}}
				p := newPublisher(t, config)
				config.Interceptors[0] = nil // the configuration was copied
				err := publish(t, p, kafka.WithHeaders(deadline(t), headerOf("tenant", "acme")), created("c-1", events.WithID("e-1"), events.CorrelationID("req-1")))
				d.add("returned: %v", err)
				topic := s.name("content.events")
				d.want(t, "first: content.created e-1 req-1 to "+topic+" key c-1 true", "second: content.created e-1 req-1 to "+topic+" key c-1 true",
					"region eu false", "second of e-1 ends: <nil>", "first of e-1 ends: <nil>", "returned: <nil>")
				var got string
				c := s.consumer(t, kafka.ConsumerConfig{})
				handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error {
					r, _ := kafka.RecordFrom(ctx)
					got = own(r)
					return nil
				})
				runToEnd(t, c)
				if want := "region=eu-west tenant=acme copy=eu-west"; got != want {
					t.Errorf("headers %s, want %s", got, want)
				}
			})
		}
	}
}

// What one event's interceptors add is not written with another event.
func TestInterceptor_HeadersAreOfOneEvent(t *testing.T) {
	s := newStage(t, 1)
	first := true
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Headers: []kafka.Header{headerOf("a", "1")}, Interceptors: []kafka.Interceptor{
		func(_ context.Context, o *kafka.Outgoing) error {
			if first {
				o.SetHeader("a", "2")
				o.SetHeader("b", "2")
			}
			first = false
			return nil
		},
	}})
	if err := p.Publish(deadline(t), created("c-1"), created("c-1")); err != nil {
		t.Fatal(err)
	}
	records := s.held(t, "content.events")
	if header(records[0], "a") != "2" || header(records[0], "b") != "2" || header(records[1], "a") != "1" || header(records[1], "b") != "" {
		t.Errorf("headers %s and %s", headers(records[0]), headers(records[1]))
	}
}

// An interceptor that returns an error, or panics, refuses the event, and with it the call.
func TestInterceptor_Refuses(t *testing.T) {
	quota := errors.New("no quota")
	for name, c := range map[string]struct {
		refuse func(o *kafka.Outgoing) error
		text   string
		retry  kafka.RetryAdvice
	}{
		"error":     {func(*kafka.Outgoing) error { return quota }, "an interceptor refused it: no quota", kafka.RetrySafe},
		"permanent": {func(*kafka.Outgoing) error { return events.Permanent(quota) }, "an interceptor refused it: no quota", kafka.RetryUseless},
		"panic":     {func(*kafka.Outgoing) error { panic(quota) }, "an interceptor refused it: panic: no quota", kafka.RetrySafe},
		"reserved header": {func(o *kafka.Outgoing) error { o.SetHeader("Event-Id", "x"); return nil },
			`header "Event-Id" is reserved: this package writes or reads it itself`, kafka.RetryUseless},
		"too many headers": {func(o *kafka.Outgoing) error {
			for i := range 65 {
				o.SetHeader(fmt.Sprint(i), "")
			}
			return nil
		}, "it has 65 added headers: at most 64 are allowed", kafka.RetryUseless},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			brokers := startBroker(t)
			d := new(diary)
			p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Interceptors: []kafka.Interceptor{
				func(_ context.Context, o *kafka.Outgoing) error {
					o.OnDone(func(err error) { d.add("%s: %v", o.Event().Meta().EventID, err) })
					return nil
				},
				func(_ context.Context, o *kafka.Outgoing) error {
					if o.Event().Meta().EventID == "bad" {
						return c.refuse(o)
					}
					return nil
				},
			}})
			refusal := "kafka: content.created bad was refused, nothing was sent: " + c.text
			check := func(method string, err error) {
				t.Helper()
				var refused *kafka.PublishError
				if !errors.As(err, &refused) || !refused.Refused || refused.Retry != c.retry || refused.Index != 0 || err.Error() != refusal {
					t.Errorf("%s: %#v, %v\nwant %s", method, err, err, refusal)
				}
				var intercepted *kafka.InterceptorError
				if errors.As(err, &intercepted) != errors.Is(err, quota) || errors.Is(err, quota) == strings.Contains(name, "header") {
					t.Errorf("%s wraps %v", method, err)
				}
				var panicked *kafka.PanicError
				if errors.As(err, &panicked) != (name == "panic") {
					t.Errorf("%s: %v", method, err)
				}
			}
			for method, publish := range publishBy {
				check(method, publish(t, p, deadline(t), created("c-1", events.WithID("bad"))))
			}
			d.want(t, "bad: "+refusal, "bad: "+refusal, "bad: "+refusal)
			d.lines = nil
			other := "good: kafka: content.created good was not published to content.events: another event of the call was refused; it was not written: publishing it again is safe"
			check("several", p.Publish(deadline(t), created("c-1", events.WithID("bad")), created("c-1", events.WithID("good"))))
			check("several atomically", p.PublishAtomically(deadline(t), created("c-1", events.WithID("bad")), created("c-1", events.WithID("good"))))
			d.want(t, "bad: "+refusal, other, "bad: "+refusal, other)
			if topics, err := kadm.NewClient(client(t, brokers)).ListTopics(deadline(t)); err != nil || topics.Has("content.events") {
				t.Errorf("something was sent: %v, %v", topics.Names(), err)
			}
		})
	}
}

// Interceptors see valid events alone, and what they do to one has no effect on its record.
func TestInterceptor_CannotChangeEvent(t *testing.T) {
	s := newStage(t, 1)
	d := new(diary)
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Interceptors: []kafka.Interceptor{func(_ context.Context, o *kafka.Outgoing) error {
		d.add("%s", o.Event().Meta().EventID)
		e := o.Event().(*events.Any)
		e.Payload.(*content.Created).ContentID = ""
		e.Metadata = events.Metadata{}
		return nil
	}}})
	sound, broken := created("c-1", events.WithID("sound")).Any(), created("", events.WithID("broken")).Any()
	want := string(document(t, sound))
	if err := p.Publish(deadline(t), &sound); err != nil {
		t.Fatal(err)
	}
	var invalid *events.InvalidError
	if err := p.Publish(deadline(t), &broken); !errors.As(err, &invalid) {
		t.Errorf("error %v", err)
	}
	d.want(t, "sound")
	r := s.held(t, "content.events")[0]
	if string(r.Value) != want || string(r.Key) != "c-1" || header(r, "event-id") != "sound" || header(r, "event-type") != "content.created" {
		t.Errorf("record %s %s %s\nwant %s", r.Key, headers(r), r.Value, want)
	}
}

// OnDone is called once with the error that the caller gets, whatever went wrong.
func TestInterceptor_HearsFailures(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(*kafka.PublisherConfig) // besides a broker that is not there
		close bool
		want  error
		text  string
	}{
		"closed": {close: true, want: kafka.ErrClosed},
		"no broker": {spoil: func(c *kafka.PublisherConfig) {
			c.Cluster.Brokers, c.DeliveryTimeout = []string{"127.0.0.1:1"}, time.Second
		}, text: "127.0.0.1:1"},
	} {
		for method, publish := range publishBy {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				var heard []error
				config := kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{"127.0.0.1:1"}}, Interceptors: []kafka.Interceptor{func(_ context.Context, o *kafka.Outgoing) error {
					o.OnDone(func(err error) { heard = append(heard, err) })
					return nil
				}}}
				if c.spoil != nil {
					c.spoil(&config)
				}
				p := newPublisher(t, config)
				if c.close {
					if err := p.Close(context.Background()); err != nil {
						t.Fatal(err)
					}
				}
				err := publish(t, p, deadline(t), created("c-1"))
				if err == nil || c.want != nil && !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.text) {
					t.Errorf("error %v", err)
				}
				if len(heard) != 1 || heard[0] != err {
					t.Errorf("heard %v, want %v", heard, err)
				}
			})
		}
	}
}

// An event that Publish has to leave when its context ends is reported once, as to the caller.
func TestInterceptor_HearsWhatCallerHears(t *testing.T) {
	var heard []error
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{"127.0.0.1:1"}}, DeliveryTimeout: time.Second, Interceptors: []kafka.Interceptor{func(_ context.Context, o *kafka.Outgoing) error {
		o.OnDone(func(err error) { heard = append(heard, err) })
		return nil
	}}})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := p.Publish(ctx, created("c-1"), created("c-2"))
	failures := kafka.Failures(err)
	if len(failures) != 2 || len(heard) != 2 || heard[0] != error(failures[0]) || heard[1] != error(failures[1]) || !errors.Is(heard[0], context.Canceled) {
		t.Errorf("heard %v, want %v", heard, err)
	}
	if err := p.Close(context.Background()); err != nil || len(heard) != 2 {
		t.Errorf("%v; heard %v", err, heard)
	}
}

// A buffer that is full refuses an event after its interceptors.
func TestInterceptor_HearsOfFullBuffer(t *testing.T) {
	heard := make(chan error, 2)
	p := newPublisher(t, kafka.PublisherConfig{
		Cluster: cluster.Config{Brokers: []string{"127.0.0.1:1"}}, DeliveryTimeout: time.Second, MaxBuffered: 1, WhenFull: kafka.WhenFullFail,
		Interceptors: []kafka.Interceptor{func(_ context.Context, o *kafka.Outgoing) error {
			o.OnDone(func(err error) { heard <- err })
			return nil
		}},
	})
	if err := p.PublishAsync(deadline(t), created("c-1"), func(error) {}); err != nil {
		t.Fatal(err)
	}
	err := p.PublishAsync(deadline(t), created("c-2"), func(error) { t.Error("it was not accepted") })
	if got := get(t, heard); !errors.Is(err, kafka.ErrFull) || got != err {
		t.Errorf("heard %v, want %v", got, err)
	}
	if err := p.PublishAsync(deadline(t), created("c-3"), nil); err == nil || get(t, heard) != err {
		t.Errorf("error %v", err)
	}
}

// A handler whose event an interceptor refuses is called again, unless that is permanent.
func TestInterceptor_RefusalInHandler(t *testing.T) {
	for name, c := range map[string]struct {
		err  error
		want kafka.Stats
	}{
		"passes":    {errBusy, kafka.Stats{Handled: 1, Retries: 1}},
		"permanent": {events.Permanent(errBusy), kafka.Stats{DeadLetters: 1}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, 1)
			s.publish(t, created("c-1"))
			s.create(t, 1, "search.events")
			var calls atomic.Int64
			p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Interceptors: []kafka.Interceptor{func(ctx context.Context, o *kafka.Outgoing) error {
				if kafka.AttemptFrom(ctx) == 0 || o.Event().Meta().CorrelationID == "" {
					t.Error("it does not see the handler's context")
				}
				if calls.Add(1) == 1 {
					return c.err
				}
				return nil
			}}})
			consumer := s.consumer(t, kafka.ConsumerConfig{Retry: kafka.RetryPolicy{Backoff: time.Millisecond}})
			handle(t, consumer, func(ctx context.Context, _ events.Event[content.Created]) error {
				return p.Publish(ctx, events.New("indexer", search.Performed{Query: "x", SessionID: "s"}))
			})
			runToEnd(t, consumer)
			if got := consumer.Stats(); got != c.want {
				t.Errorf("stats %+v, want %+v", got, c.want)
			}
		})
	}
}

func TestInterceptor_NilIsError(t *testing.T) {
	_, err := kafka.NewPublisher(kafka.PublisherConfig{Interceptors: []kafka.Interceptor{new(diary).intercepting("x"), nil}})
	var wrong *cluster.ConfigError
	if !errors.As(err, &wrong) || err.Error() != "kafka: PublisherConfig.Interceptors[1] is nil" {
		t.Errorf("error %v", err)
	}
}
