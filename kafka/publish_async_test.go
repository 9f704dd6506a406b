package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// Each accepted event is called back once, and Flush waits for all of them.
// Those of a key keep their order, also with Publish in between.
func TestPublishAsync(t *testing.T) {
	stage := newStage(t, 6)
	pub := stage.publisher(t, kafka.PublisherConfig{MaxBuffered: 50})
	const callers, each = 4, 500
	calls := make(map[string]int)
	var wg sync.WaitGroup
	for caller := range callers {
		wg.Go(func() {
			for i := range each {
				id := fmt.Sprintf("%d-%04d", caller, i)
				e := created(fmt.Sprintf("c-%d", caller), events.WithID(id))
				var err error
				if i%100 == 99 {
					err = pub.Publish(deadline(t), e)
				} else {
					err = pub.PublishAsync(deadline(t), e, func(err error) {
						calls[id]++ // one callback at a time
						if err != nil {
							t.Errorf("%s: %v", id, err)
						}
					})
				}
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if err := pub.Flush(deadline(t)); err != nil {
		t.Fatal(err)
	}
	if want := callers * (each - each/100); len(calls) != want {
		t.Errorf("%d callbacks, want %d", len(calls), want)
	}
	for id, n := range calls {
		if n != 1 {
			t.Errorf("%s was called back %d times", id, n)
		}
	}
	last := make(map[string]string)
	records := held(t, stage.brokers, stage.name("content.events"))
	for _, r := range records {
		key, id := string(r.Key), header(r, "event-id")
		if id <= last[key] {
			t.Fatalf("event %s of %s comes after %s", id, key, last[key])
		}
		last[key] = id
		if !strings.Contains(string(r.Value), `"eventId":"`+id+`"`) {
			t.Fatalf("event %s is %s", id, r.Value)
		}
	}
	if len(records) != callers*each {
		t.Errorf("%d records, want %d", len(records), callers*each)
	}
}

// What is not accepted is returned, and not called back.
func TestPublishAsyncRefuses(t *testing.T) {
	never := func(error) { t.Error("called back") }
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{unbound(t)}}})
	closed := newPublisher(t, kafka.PublisherConfig{})
	closed.Close(deadline(t))
	e := created("c-1", events.WithID("e-1"))
	for _, c := range []struct {
		name     string
		pub      *kafka.Publisher
		ctx      context.Context
		e        events.Message
		callback func(error)
		refused  bool
		retry    kafka.RetryAdvice
		want     string
	}{
		{"invalid", pub, deadline(t), untitled("c-1"), never, true, kafka.RetryUseless, "kafka: content.created bad-c-1 was refused, nothing was sent: content.created is invalid: /payload/title must not be empty"},
		{"nil", pub, deadline(t), nil, never, true, kafka.RetryUseless, "kafka: event was refused, nothing was sent: the event is nil"},
		{"no callback", pub, deadline(t), e, nil, true, kafka.RetryUseless, "kafka: content.created e-1 was refused, nothing was sent: the callback is nil"},
		{"canceled", pub, canceled(), e, never, false, kafka.RetrySafe, "kafka: content.created e-1 was not published to content.events: context canceled; it was not written: publishing it again is safe"},
		{"closed", closed, deadline(t), e, never, false, kafka.RetrySafe, "kafka: content.created e-1 was not published to content.events: the publisher is closed; it was not written: publishing it again is safe"},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.pub.PublishAsync(c.ctx, c.e, c.callback)
			var failed *kafka.PublishError
			if !errors.As(err, &failed) || err.Error() != c.want || failed.Refused != c.refused || failed.Retry != c.retry {
				t.Errorf("error %v\nwant  %s", err, c.want)
			}
		})
	}
	if err := pub.Flush(deadline(t)); err != nil {
		t.Errorf("something was accepted: %v", err)
	}
}

func patiently(t *testing.T) context.Context { return deadline(t) }

// A full buffer is waited for until the context ends, or not at all.
func TestPublishAsyncFull(t *testing.T) {
	over := func(t *testing.T) context.Context {
		ctx, cancel := context.WithTimeout(deadline(t), 1)
		t.Cleanup(cancel)
		return ctx
	}
	for _, c := range []struct {
		limit  string
		config kafka.PublisherConfig // that lets three events in, of 500 to 750 bytes each
		ctx    func(*testing.T) context.Context
		cause  error
		want   string
	}{
		{"events", kafka.PublisherConfig{MaxBuffered: 3, WhenFull: kafka.WhenFullBlock}, over, context.DeadlineExceeded, "context deadline exceeded"},
		{"events", kafka.PublisherConfig{MaxBuffered: 3, WhenFull: kafka.WhenFullFail}, patiently, kafka.ErrFull, "the buffer is full"},
		{"bytes", kafka.PublisherConfig{MaxBufferedBytes: 1500, WhenFull: kafka.WhenFullBlock}, over, context.DeadlineExceeded, "context deadline exceeded"},
		{"bytes", kafka.PublisherConfig{MaxBufferedBytes: 1500, WhenFull: kafka.WhenFullFail}, patiently, kafka.ErrFull, "the buffer is full"},
	} {
		t.Run(c.limit+": "+c.want, func(t *testing.T) {
			target := startCluster(t, kfake.DefaultNumPartitions(1))
			hang := hangUp(t, target, kmsg.Produce)
			c.config.Cluster.Brokers = target.ListenAddrs()
			pub := newPublisher(t, c.config)
			called := make(chan error, 10)
			for i := range 3 {
				e := created(fmt.Sprint(i))
				e.Payload.Title = strings.Repeat("t", 200)
				if err := pub.PublishAsync(deadline(t), e, func(err error) { called <- err }); err != nil {
					t.Fatal(err)
				}
			}
			get(t, hang.arrived)
			err := pub.PublishAsync(c.ctx(t), created("c-4", events.WithID("e-4")), func(error) { t.Error("called back") })
			want := "kafka: content.created e-4 was not published to content.events: " + c.want + "; it was not written: publishing it again is safe"
			if !errors.Is(err, c.cause) || err.Error() != want {
				t.Errorf("error %v\nwant  %s", err, want)
			}
			err = pub.Flush(canceled())
			var flush *kafka.FlushError
			if !errors.As(err, &flush) || flush.Unsettled != 3 || err.Error() != "kafka: flushing: 3 events are not settled yet: context canceled" {
				t.Errorf("error %v", err)
			}
			// Once there is room, a call that waits goes on.
			waiting := make(chan error, 1)
			go func() {
				for {
					err := pub.PublishAsync(deadline(t), created("c-5"), func(err error) { called <- err })
					if !errors.Is(err, kafka.ErrFull) {
						waiting <- err
						return
					}
				}
			}()
			hang.release()
			if err := errors.Join(get(t, waiting), pub.Flush(deadline(t)), get(t, called), get(t, called), get(t, called), get(t, called)); err != nil {
				t.Error(err)
			}
		})
	}
}

// A callback publishes by either method, though the buffer is full of events
// whose callbacks are behind it, and flushes from another goroutine.
func TestCallbacksPublish(t *testing.T) {
	brokers := startBroker(t)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, MaxBuffered: 4})
	flushed := make(chan error, 100)
	publish := func(e events.Message) {
		if err := pub.PublishAsync(deadline(t), e, func(err error) {
			if err != nil {
				t.Error(err)
			}
		}); err != nil {
			t.Error(err)
		}
	}
	for i := range 100 {
		err := pub.PublishAsync(deadline(t), created(fmt.Sprint(i)), func(err error) {
			if err != nil {
				t.Error(err)
			}
			for n := range 6 {
				publish(created(fmt.Sprintf("%d-%d", i, n)))
			}
			if err := pub.Publish(deadline(t), created(fmt.Sprintf("%d-sync", i))); err != nil {
				t.Error(err)
			}
			go func() { flushed <- pub.Flush(deadline(t)) }()
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for range 100 {
		if err := get(t, flushed); err != nil {
			t.Error(err)
		}
	}
	if err := pub.Close(deadline(t)); err != nil {
		t.Error(err)
	}
	if n := len(held(t, brokers, "content.events")); n != 800 {
		t.Errorf("%d records, want 800", n)
	}
}

// Flush waits for what came before it, and not for what comes in the meantime.
func TestFlushWaitsForWhatCameBefore(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1), kfake.SeedTopics(1, "content.events", "search.events"))
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	first, second, release := make(chan error, 1), make(chan error, 1), make(chan struct{})
	if err := pub.PublishAsync(deadline(t), created("c-1"), func(err error) { first <- err; <-release }); err != nil {
		t.Fatal(err)
	}
	get(t, first)
	flushed := make(chan error, 1)
	go func() { flushed <- pub.Flush(deadline(t)) }()
	select {
	case err := <-flushed:
		t.Fatalf("flushed before the callback returned: %v", err)
	default:
	}
	if err := pub.Publish(deadline(t), created("c-3")); err != nil { // the flush has begun, or begins with it
		t.Fatal(err)
	}
	close(release)
	if err := get(t, flushed); err != nil {
		t.Error(err)
	}
	hang := hangUp(t, target, kmsg.Produce)
	if err := pub.PublishAsync(deadline(t), created("c-2"), func(err error) { second <- err }); err != nil {
		t.Fatal(err)
	}
	get(t, hang.arrived)
	if err := pub.Flush(canceled()); !errors.Is(err, context.Canceled) {
		t.Errorf("flushed with %v", err)
	}
	hang.release()
	if err := get(t, second); err != nil {
		t.Error(err)
	}
}

// A callback gets what Publish would return.
func TestPublishAsyncFails(t *testing.T) {
	target := startCluster(t, kfake.SeedTopics(6, "content.events"))
	target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: "content.events", Err: kerr.TopicAuthorizationFailed, Count: -1})
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}})
	called := make(chan error, 1)
	if err := pub.PublishAsync(deadline(t), created("c-1", events.WithID("e-1")), func(err error) { called <- err }); err != nil {
		t.Fatal(err)
	}
	err := get(t, called)
	want := "kafka: content.created e-1 was not published to content.events: TOPIC_AUTHORIZATION_FAILED: Not authorized to access topics: [Topic authorization failed.]; it was not written: publishing it again as it is will fail again"
	var failed *kafka.PublishError
	if !errors.As(err, &failed) || failed.Retry != kafka.RetryUseless || err.Error() != want {
		t.Errorf("error %v\nwant  %s", err, want)
	}
}

// Great events do not disturb small ones that use their memory.
func TestPublishAsyncOfAllSizes(t *testing.T) {
	brokers := startBroker(t)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}})
	want := make(map[string]string)
	for i, size := range []int{300, 100_000, 500, 1_000_000, 400, 70_000, 600, 300} {
		e := big(t, size)
		e.Metadata.EventID = fmt.Sprintf("%036d", i)
		want[e.Metadata.EventID] = string(document(t, e))
		if err := pub.PublishAsync(deadline(t), events.Event[content.MetadataUpdated](e), func(err error) {
			if err != nil {
				t.Error(err)
			}
		}); err != nil {
			t.Fatal(err)
		}
		if i%3 == 2 {
			if err := pub.Flush(deadline(t)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := pub.Close(deadline(t)); err != nil {
		t.Fatal(err)
	}
	for _, r := range held(t, brokers, "content.events") {
		if id := header(r, "event-id"); want[id] != string(r.Value) {
			t.Errorf("event %s has %d bytes, want %d", id, len(r.Value), len(want[id]))
		}
		delete(want, header(r, "event-id"))
	}
	if len(want) != 0 {
		t.Errorf("%d events are missing", len(want))
	}
}
