package kafka_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// ask asks a handler, and returns its answer.
func ask(t *testing.T, h http.Handler) (int, kafka.Health) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(deadline(t), http.MethodGet, "/", nil))
	var health kafka.Health
	if err := json.Unmarshal(w.Body.Bytes(), &health); err != nil || w.Header().Get("Content-Type") != "application/json" {
		t.Fatalf("%s: %v", w.Body, err)
	}
	if health.Problems == nil || health.Warnings == nil {
		t.Fatalf("a list is missing: %s", w.Body)
	}
	return w.Code, health
}

func TestHealthOfConsumer(t *testing.T) {
	target := startCluster(t)
	address := target.ListenAddrs()[0]
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: []string{address}}, Group: "indexer"})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	expect := func(live, ready int, problem string) {
		t.Helper()
		var h kafka.Health
		until(t, func() bool {
			var code int
			code, h = ask(t, c.ReadyHandler())
			return code == ready && (problem == "" || strings.Contains(strings.Join(h.Problems, "\n"), problem))
		})
		if code, _ := ask(t, c.HealthHandler()); code != live || h.Live != (live == 200) || h.Ready != (ready == 200) {
			t.Errorf("health answers %d: %+v", code, h)
		}
		if ready == 200 && len(h.Problems)+len(h.Warnings) > 0 {
			t.Errorf("%+v", h)
		}
	}
	expect(200, 503, "it is not running yet")
	r := runUntilStopped(t, c)
	expect(200, 200, "")
	target.Close()
	expect(200, 503, "no broker of "+address+" has answered for ")
	expect(200, 503, "connection refused")
	if err := r.stop(t); err != nil {
		t.Log(err) // it cannot commit
	}
	if code, h := ask(t, c.ReadyHandler()); code != 503 || h.Problems[0] != "it has ended" {
		t.Errorf("%d %+v", code, h)
	}
}

// A member whom the group has no partition for is ready, too.
func TestHealthWithoutPartitions(t *testing.T) {
	target := startCluster(t, kfake.SeedTopics(1, "content.events"))
	for _, protocol := range []kafka.Protocol{kafka.ProtocolClassic, kafka.ProtocolKIP848} {
		group := map[kafka.Protocol]string{kafka.ProtocolClassic: "classic", kafka.ProtocolKIP848: "kip848"}[protocol]
		for range 2 {
			c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, Group: group, Protocol: protocol})
			handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
			runUntilStopped(t, c)
			until(t, func() bool { return c.Health().Ready })
		}
	}
}

func TestHealthAfterAnError(t *testing.T) {
	brokers := startBroker(t)
	publish(t, brokers, created("c-1", events.WithID("e-1")))
	c := newConsumer(t, kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Retry: kafka.RetryPolicy{MaxAttempts: 1}, Policies: map[kafka.Reason]kafka.Policy{kafka.ReasonHandlerFailed: kafka.PolicyStop},
	})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return errors.New("no room") })
	if err := c.Run(deadline(t)); err == nil {
		t.Fatal("no error")
	}
	code, h := ask(t, c.HealthHandler())
	if code != 503 || len(h.Problems) != 1 || !strings.HasPrefix(h.Problems[0], "it ended: kafka: handling content.created e-1 (content.events partition ") || !strings.HasSuffix(h.Problems[0], ": no room") {
		t.Errorf("%d %+v", code, h)
	}
}

// Handlers that do not end are told of, and when there is no worker left, the
// consumer is not live.
func TestHealthOfStuckHandlers(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	publish(t, brokers, created("c-1"))
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Workers: 2, HandlerTimeout: 50 * time.Millisecond})
	stuck, release := make(chan bool, 2), make(chan bool)
	handle(t, c, func(context.Context, events.Event[content.Created]) error {
		stuck <- true
		<-release
		return nil
	})
	runUntilStopped(t, c)
	get(t, stuck)
	var h kafka.Health
	until(t, func() bool { h = c.Health(); return len(h.Warnings) > 0 })
	if !h.Live || !h.Ready || !strings.HasPrefix(h.Warnings[0], "a handler has been running for ") ||
		!strings.HasSuffix(h.Warnings[0], " and has not returned, although its context ended after 50ms: content.events partition 0 offset 0") {
		t.Errorf("%+v", h)
	}
	publish(t, brokers, created("c-2"))
	get(t, stuck)
	until(t, func() bool { h = c.Health(); return !h.Live })
	if h.Ready || h.Problems[0] != "all 2 workers are blocked by handlers that do not return" {
		t.Errorf("%+v", h)
	}
	close(release)
	until(t, func() bool { h = c.Health(); return h.Live && h.Ready && len(h.Warnings) == 0 })
}

func TestHealthOfDeadLetters(t *testing.T) {
	target := startCluster(t)
	brokers := target.ListenAddrs()
	fault := target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: "content.events.dlq", Err: kerr.TopicAuthorizationFailed, Count: -1})
	send(t, brokers, &kgo.Record{Topic: "content.events", Value: []byte("{}")})
	reg := prometheus.NewPedanticRegistry()
	c := newConsumer(t, kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Retry: kafka.RetryPolicy{Backoff: time.Millisecond, MaxBackoff: 10 * time.Millisecond}, Metrics: reg,
	})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	runUntilStopped(t, c)
	var h kafka.Health
	until(t, func() bool { h = c.Health(); return len(h.Warnings) > 0 })
	if !h.Live || !strings.HasPrefix(h.Warnings[0], "dead letters have not been written to content.events.dlq for 0s: TOPIC_AUTHORIZATION_FAILED") {
		t.Errorf("%+v", h)
	}
	if series := seriesOf(t, reg, "mediamesh_dead_letter_failures_total"); !strings.Contains(series, "group=test") || !strings.Contains(series, "topic=content.events}") || strings.HasSuffix(series, " 0\n") {
		t.Errorf("failures are counted as %q", series)
	}
	fault.Remove()
	until(t, func() bool { h = c.Health(); return h.Ready && len(h.Warnings) == 0 })
	if n := counted(t, reg, "mediamesh_dead_letters_total"); n != 1 {
		t.Errorf("%v dead letters are counted", n)
	}
}

func TestHealthOfCommits(t *testing.T) {
	target := startCluster(t)
	brokers := target.ListenAddrs()
	publish(t, brokers, created("c-1"))
	fault := target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Err: kerr.GroupAuthorizationFailed, Count: -1})
	reg := prometheus.NewPedanticRegistry()
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "indexer", CommitInterval: 10 * time.Millisecond, Metrics: reg})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	runUntilStopped(t, c)
	var h kafka.Health
	until(t, func() bool { h = c.Health(); return len(h.Warnings) > 0 })
	if !h.Live || !h.Ready || !strings.HasPrefix(h.Warnings[0], "offsets of group indexer have not been committed for 0s: GROUP_AUTHORIZATION_FAILED") {
		t.Errorf("%+v", h)
	}
	if n := counted(t, reg, "mediamesh_commit_failures_total"); n == 0 {
		t.Error("failures are not counted")
	}
	if v, err := gathered(reg, "mediamesh_last_commit_timestamp_seconds"); err == nil {
		t.Errorf("committed at %v", v)
	}
	fault.Remove()
	until(t, func() bool { return len(c.Health().Warnings) == 0 })
	if v, err := gathered(reg, "mediamesh_last_commit_timestamp_seconds"); err != nil || time.Since(time.UnixMilli(int64(v*1000))) > patience {
		t.Errorf("committed at %v, %v", v, err)
	}
}

func TestHealthOfPublisher(t *testing.T) {
	target := startCluster(t)
	address := target.ListenAddrs()[0]
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{address}}, DeliveryTimeout: time.Second})
	if code, h := ask(t, p.ReadyHandler()); code != 200 || len(h.Problems)+len(h.Warnings) > 0 {
		t.Errorf("%d %+v", code, h)
	}
	target.Close()
	if err := p.Publish(deadline(t), created("c-1")); err == nil {
		t.Fatal("published")
	}
	var h kafka.Health
	until(t, func() bool { h = p.Health(deadline(t)); return !h.Ready })
	if !h.Live || !strings.HasPrefix(h.Problems[0], "no broker of "+address+" has answered for ") {
		t.Errorf("%+v", h)
	}
	if code, _ := ask(t, p.HealthHandler()); code != 200 {
		t.Errorf("health answers %d", code)
	}
	other := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: []string{address}}})
	code, h := ask(t, other.ReadyHandler())
	if want := "no broker of " + address + " has answered yet: "; code != 503 || !strings.HasPrefix(h.Problems[0], want) || !strings.Contains(h.Problems[0], "connection refused") {
		t.Errorf("%d %+v", code, h)
	}
	if err := other.Close(deadline(t)); err != nil {
		t.Fatal(err)
	}
	if code, h := ask(t, other.ReadyHandler()); code != 503 || h.Problems[0] != "it is closed" {
		t.Errorf("%d %+v", code, h)
	}
}

// What has to wait, and what fails, is told.
func TestHealthOfAFullBuffer(t *testing.T) {
	target := startCluster(t)
	hang := hangUp(t, target, kmsg.Produce)
	reg := prometheus.NewPedanticRegistry()
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: target.ListenAddrs()}, MaxBuffered: 1, Metrics: reg})
	settled := make(chan error, 1)
	if err := p.PublishAsync(deadline(t), created("c-1"), func(err error) { settled <- err }); err != nil {
		t.Fatal(err)
	}
	get(t, hang.arrived)
	h := p.Health(deadline(t))
	var bytes int
	if n, err := fmt.Sscanf(strings.Join(h.Warnings, ""), "its buffer is full: 1 events of %d bytes are not settled", &bytes); !h.Ready || n != 1 || bytes < 300 || bytes > 600 {
		t.Errorf("%+v: %v", h, err)
	}
	compare(t, reg, fmt.Sprintf("publish_buffered_bytes{} %d\npublish_buffered_events{} 1\n", bytes), "mediamesh_publish_buffered_events", "mediamesh_publish_buffered_bytes")
	hang.release()
	if err := errors.Join(get(t, settled), p.Flush(deadline(t))); err != nil {
		t.Fatal(err)
	}
	compare(t, reg, "publish_buffered_bytes{} 0\npublish_buffered_events{} 0\n", "mediamesh_publish_buffered_events", "mediamesh_publish_buffered_bytes")
}
