package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// compare compares the named metrics with their wanted series, without the help.
func compare(t *testing.T, reg prometheus.Gatherer, want string, names ...string) {
	t.Helper()
	if got := seriesOf(t, reg, names...); got != strings.TrimLeft(want, "\n") {
		t.Errorf("metrics\n%s\nwant%s", got, want)
	}
}

// awaitMetrics waits until the named metrics have their wanted series.
func awaitMetrics(t *testing.T, reg prometheus.Gatherer, want string, names ...string) {
	t.Helper()
	for ctx := deadline(t); ctx.Err() == nil; time.Sleep(time.Millisecond) {
		if seriesOf(t, reg, names...) == strings.TrimLeft(want, "\n") {
			return
		}
	}
	compare(t, reg, want, names...)
}

// seriesOf writes the series of the named metrics, one a line.
func seriesOf(t *testing.T, reg prometheus.Gatherer, names ...string) string {
	t.Helper()
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for _, f := range families {
		for _, name := range names {
			if f.GetName() != name {
				continue
			}
			for _, m := range f.GetMetric() {
				var labels []string
				for _, l := range m.GetLabel() {
					labels = append(labels, l.GetName()+"="+l.GetValue())
				}
				value := number(m.GetCounter().GetValue() + m.GetGauge().GetValue())
				if h := m.GetHistogram(); h != nil {
					value = fmt.Sprint(h.GetSampleCount())
				}
				fmt.Fprintf(&got, "%s{%s} %s\n", strings.TrimPrefix(name, "mediamesh_"), strings.Join(labels, ","), value)
			}
		}
	}
	return got.String()
}

func TestMetricsOfConsuming(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	record := func(key string, value []byte) *kgo.Record {
		return &kgo.Record{Topic: "content.events", Key: []byte(key), Value: value}
	}
	kind := func(name string) []byte {
		return []byte(strings.Replace(string(document(t, created("c-1"))), "content.created", name, 1))
	}
	deleted := `{"metadata":{"eventId":"e","eventType":"content.deleted","eventVersion":"1.0.0","timestamp":"2026-01-01T00:00:00.000Z","source":"s"},"payload":{"contentId":"c","contentType":"MOVIE","title":"t","deletedBy":"u","deletedAt":"2026-01-01T00:00:00.000Z"}}`
	send(t, brokers,
		record("c-1", document(t, created("c-1"))),
		record("c-2", document(t, created("c-2"))),
		record("c-3", document(t, created("c-3"))),
		record("c-4", []byte("{}")),
		record("c-5", kind("evil.type-1")), record("c-6", kind("evil.type-2")),
		record("c-7", edited(t, `"title":"Title of c-1"`, `"title":""`)),
		record("c-8", []byte(deleted)))
	reg := prometheus.NewPedanticRegistry()
	c := newConsumer(t, kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Group: "indexer", Metrics: reg,
		Retry:    kafka.RetryPolicy{MaxAttempts: 3, Backoff: time.Millisecond},
		Policies: map[kafka.Reason]kafka.Policy{kafka.ReasonUnknownType: kafka.PolicySkip, kafka.ReasonInvalid: kafka.PolicyReport},
	})
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		if e.Payload.ContentID == "c-2" && kafka.AttemptFrom(ctx) == 1 || e.Payload.ContentID == "c-3" {
			return errors.New("no")
		}
		return nil
	})
	runToEnd(t, c)
	compare(t, reg, `
dead_letters_total{group=indexer,reason=handler-failed,topic=content.events} 1
dead_letters_total{group=indexer,reason=invalid,topic=content.events} 1
dead_letters_total{group=indexer,reason=key-blocked,topic=content.events} 0
dead_letters_total{group=indexer,reason=migration-failed,topic=content.events} 0
dead_letters_total{group=indexer,reason=unknown-type,topic=content.events} 0
dead_letters_total{group=indexer,reason=unsupported-version,topic=content.events} 0
handler_seconds{group=indexer,type=content.created} 7
records_total{group=indexer,outcome=dead_letter,topic=content.events,type=content.created} 1
records_total{group=indexer,outcome=dead_letter,topic=content.events,type=unknown} 1
records_total{group=indexer,outcome=handled,topic=content.events,type=content.created} 2
records_total{group=indexer,outcome=passed,topic=content.events,type=content.deleted} 1
records_total{group=indexer,outcome=reported,topic=content.events,type=content.created} 1
records_total{group=indexer,outcome=skipped,topic=content.events,type=unknown} 2
retries_total{group=indexer,type=content.created} 3
violations_total{group=indexer,source=cms-service,type=content.created} 1
`, "mediamesh_records_total", "mediamesh_handler_seconds", "mediamesh_retries_total", "mediamesh_dead_letters_total", "mediamesh_violations_total")
}

// What consumers are at, seen while their handlers are at work.
func TestMetricsOfConsumersAtWork(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	publish(t, brokers, created("retried"), created("retried"), created("slow"), created("done"), created("slow"))
	reg := prometheus.NewPedanticRegistry()
	config := kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "indexer", Metrics: reg, CommitInterval: 10 * time.Millisecond}
	consumer := newConsumer(t, config)
	slow, failed, done, release := make(chan bool), make(chan bool), make(chan bool), make(chan bool)
	handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
		switch e.Payload.ContentID {
		case "slow":
			slow <- true
			<-release
		case "retried":
			if kafka.AttemptFrom(ctx) == 1 {
				defer func() { failed <- true }()
				return events.RetryAfter(time.Hour, errors.New("later"))
			}
		case "done":
			defer func() { done <- true }()
		}
		return nil
	})
	idle := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "idle", Metrics: reg, Topics: []string{"content.events"}})
	handle(t, idle, func(context.Context, events.Event[content.Created]) error { return nil })
	r := runUntilStopped(t, consumer)
	get(t, slow)
	get(t, failed)
	get(t, done)
	names := []string{
		"mediamesh_lag_records", "mediamesh_in_flight_records", "mediamesh_parked_keys", "mediamesh_paused_partitions",
		"mediamesh_assigned_partitions", "mediamesh_handlers_at_work", "mediamesh_rebalances_total", "mediamesh_commit_failures_total",
	}
	want := `
assigned_partitions{group=indexer} 1
commit_failures_total{group=idle} 0
commit_failures_total{group=indexer} 0
handlers_at_work{group=indexer} 1
in_flight_records{group=indexer} 4
lag_records{group=indexer,partition=0,topic=content.events} 5
parked_keys{group=indexer,waiting_for=dead_letter} 0
parked_keys{group=indexer,waiting_for=retry} 1
parked_keys{group=indexer,waiting_for=stop} 0
paused_partitions{group=indexer} 0
rebalances_total{change=assigned,group=idle} 0
rebalances_total{change=assigned,group=indexer} 1
rebalances_total{change=lost,group=idle} 0
rebalances_total{change=lost,group=indexer} 0
rebalances_total{change=revoked,group=idle} 0
rebalances_total{change=revoked,group=indexer} 0
`
	// The handlers have returned, but that may not be counted yet.
	awaitMetrics(t, reg, want, names...)
	if v, err := gathered(reg, "mediamesh_slowest_handler_seconds"); err != nil || v <= 0 || v > patience.Seconds() {
		t.Errorf("the slowest handler is at work for %v s, %v", v, err)
	}
	if v, err := gathered(reg, "mediamesh_in_flight_bytes"); err != nil || v < 4*200 || v > 4*1000 {
		t.Errorf("%v bytes, %v", v, err)
	}
	close(release)
	get(t, slow)
	if err := r.stop(t); err != nil {
		t.Fatal(err)
	}
	if v, err := gathered(reg, "mediamesh_lag_records"); err == nil {
		t.Errorf("a consumer that has ended has a lag of %v", v)
	}
}

// A partition that nothing was fetched from yet has a lag as well.
func TestLagOfWhatWasNotFetched(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	publish(t, brokers, created("a"), created("b"))
	reg := prometheus.NewPedanticRegistry()
	first := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	handle(t, first, func(context.Context, events.Event[content.Created]) error { return nil })
	runToEnd(t, first)
	consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Metrics: reg})
	handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return nil })
	runUntilStopped(t, consumer)
	until(t, func() bool {
		v, err := gathered(reg, "mediamesh_lag_records")
		return err == nil && v == 0
	})
}

// gathered is the value of the only series of a gauge.
func gathered(reg prometheus.Gatherer, name string) (float64, error) {
	families, err := reg.Gather()
	if err != nil {
		return 0, err
	}
	for _, f := range families {
		if f.GetName() == name && len(f.GetMetric()) == 1 {
			return f.GetMetric()[0].GetGauge().GetValue(), nil
		}
	}
	return 0, fmt.Errorf("no %s", name)
}

// counted is the sum of all series of a counter.
func counted(t *testing.T, reg prometheus.Gatherer, name string) (sum float64) {
	t.Helper()
	families, err := reg.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		if f.GetName() == name {
			for _, m := range f.GetMetric() {
				sum += m.GetCounter().GetValue()
			}
		}
	}
	return sum
}

// until waits for a condition that nothing tells of.
func until(t *testing.T, true func() bool) {
	t.Helper()
	tick := time.NewTicker(time.Millisecond)
	defer tick.Stop()
	for end := deadline(t); !true(); {
		select {
		case <-tick.C:
		case <-end.Done():
			t.Fatal("it does not come about")
		}
	}
}

func TestMetricsOfPublishing(t *testing.T) {
	brokers := startBroker(t)
	reg := prometheus.NewPedanticRegistry()
	shared := prometheus.WrapRegistererWith(prometheus.Labels{"service": "cms"}, reg)
	one := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers, ClientOptions: []kgo.Opt{kgo.ProducerBatchMaxBytes(1000)}}, Metrics: shared})
	two := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Metrics: shared})
	invalid := created("c-1")
	invalid.Payload.Title = ""
	large := created("c-1", events.CorrelationID(strings.Repeat("x", 256)))
	ctx := deadline(t)
	for _, err := range []error{one.Publish(ctx, created("c-1"), created("c-2")), two.Publish(ctx, created("c-3")), two.PublishAtomically(ctx, created("c-4"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for i, err := range []error{
		one.Publish(ctx, created("c-1"), invalid), one.Publish(ctx, large), one.Publish(ctx, nil),
		one.PublishAsync(ctx, created("c-1"), nil), one.Close(ctx), one.Publish(ctx, created("c-1")),
	} {
		if err == nil && i != 4 {
			t.Errorf("call %d succeeded", i)
		}
	}
	compare(t, reg, `
publish_buffered_events{service=cms} 0
publish_errors_total{reason=refused,service=cms,type=content.created} 2
publish_errors_total{reason=refused,service=cms,type=unknown} 1
publish_errors_total{reason=rejected,service=cms,type=content.created} 1
publish_errors_total{reason=unsent,service=cms,type=content.created} 2
publish_seconds{service=cms,topic=content.events} 4
published_total{service=cms,topic=content.events,type=content.created} 4
`, "mediamesh_publish_errors_total", "mediamesh_published_total", "mediamesh_publish_seconds", "mediamesh_publish_buffered_events")
}

func TestMetricsAreWellNamed(t *testing.T) {
	brokers := startBroker(t)
	reg := prometheus.NewPedanticRegistry()
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Metrics: reg})
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Metrics: reg})
	seen := make(chan bool, 1)
	handle(t, c, func(context.Context, events.Event[content.Created]) error { seen <- true; return nil })
	runUntilStopped(t, c)
	invalid := created("c-1")
	invalid.Payload.Title = ""
	if err := pub.Publish(deadline(t), invalid); err == nil {
		t.Fatal("published")
	}
	if err := pub.Publish(deadline(t), created("c-1")); err != nil {
		t.Fatal(err)
	}
	get(t, seen)
	problems, err := testutil.GatherAndLint(reg)
	if err != nil || len(problems) > 0 {
		t.Error(problems, err)
	}
}

// What else has the metrics' names is an error, not a panic.
func TestMetricsOfSomebodyElse(t *testing.T) {
	reg := prometheus.NewPedanticRegistry()
	reg.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: "mediamesh_retries_total", Help: "x"}))
	reg.MustRegister(prometheus.NewCounter(prometheus.CounterOpts{Name: "mediamesh_published_total", Help: "x"}))
	_, err := kafka.NewConsumer(kafka.ConsumerConfig{Group: "g", Registry: &events.Registry{}, Metrics: reg})
	_, err2 := kafka.NewPublisher(kafka.PublisherConfig{Metrics: reg})
	for field, err := range map[string]error{"ConsumerConfig.Metrics": err, "PublisherConfig.Metrics": err2} {
		var config *cluster.ConfigError
		if !errors.As(err, &config) || config.Field != field || !strings.HasPrefix(err.Error(), "kafka: "+field+" does not take the metrics: ") {
			t.Errorf("error %v", err)
		}
	}
}

// A label that is not UTF-8 would be a panic when it is first counted.
func TestMetricsOfAGroupThatIsNoLabel(t *testing.T) {
	_, err := kafka.NewConsumer(kafka.ConsumerConfig{Group: "\xff", Registry: &events.Registry{}, Metrics: prometheus.NewRegistry()})
	if err == nil || err.Error() != "kafka: ConsumerConfig.Group is not UTF-8, which the labels of metrics must be" {
		t.Errorf("error %v", err)
	}
}
