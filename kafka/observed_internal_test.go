package kafka

import (
	"context"
	"strconv"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	"go.opentelemetry.io/otel/trace/noop"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// What it costs to be seen: a record decoded, handled and settled, without a
// broker.
func BenchmarkSeen(b *testing.B) {
	data, err := events.Marshal(events.New("cms-service", content.Created{
		ContentID: "c-1", ContentType: "MOVIE", Title: "A title of some length", CreatedBy: "user-456",
	}))
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		config ConsumerConfig
	}{
		{"not at all", ConsumerConfig{}},
		{"metrics", ConsumerConfig{Metrics: prometheus.NewRegistry()}},
		{"spans that nobody wants", ConsumerConfig{TracerProvider: noop.NewTracerProvider()}},
		{"one span in a hundred", ConsumerConfig{TracerProvider: provider(0.01)}},
		{"all spans", ConsumerConfig{TracerProvider: provider(1)}},
	} {
		b.Run(c.name, func(b *testing.B) { benchmarkSeen(b, c.config, data) })
	}
}

func provider(share float64) trace.TracerProvider {
	return sdktrace.NewTracerProvider(sdktrace.WithSampler(sdktrace.ParentBased(sdktrace.TraceIDRatioBased(share))))
}

func benchmarkSeen(b *testing.B, config ConsumerConfig, data []byte) {
	config.Group, config.Registry, config.Workers = "bench", catalog.Registry(), 1
	c, err := NewConsumer(config)
	if err != nil {
		b.Fatal(err)
	}
	if err := Handle(c, func(context.Context, events.Event[content.Created]) error { return nil }); err != nil {
		b.Fatal(err)
	}
	at := lanes.Place{Topic: "content.events", Partition: 0}
	r := &run{config: c.config, handlers: &c.handlers, stats: &c.stats, work: context.Background(), tracing: c.tracing, metrics: c.metrics}
	r.scheduler = newScheduler(context.Background(), &ConsumerConfig{MaxInFlight: 1 << 30, MaxInFlightBytes: 1 << 40})
	r.scheduler.Assign([]lanes.Place{at})
	w := newWorker(r)
	const batch = 500
	records := make([]*kgo.Record, batch)
	b.ReportAllocs()
	b.ResetTimer()
	for n := 0; n < b.N; n += batch {
		for i := range records {
			records[i] = &kgo.Record{Topic: at.Topic, Key: strconv.AppendInt(nil, int64(i), 10), Value: data, Offset: int64(n + i)}
		}
		r.scheduler.Add(records)
		t := r.scheduler.Next(w.slot)
		for i := range batch {
			o := w.process(t)
			if i == batch-1 {
				r.scheduler.Settle(t, o)
				break
			}
			t = r.scheduler.Finish(w.slot, t, o)
		}
	}
	if got := c.Stats().Handled; got < int64(b.N) {
		b.Fatalf("%d handled", got)
	}
}

// What a look at a scheduler costs that holds 10,000 records of as many keys.
func BenchmarkLook(b *testing.B) {
	s := newScheduler(context.Background(), &ConsumerConfig{MaxInFlight: 1 << 30, MaxInFlightBytes: 1 << 40})
	at := lanes.Place{Topic: "content.events", Partition: 0}
	s.Assign([]lanes.Place{at})
	var records []*kgo.Record
	for i := range 10_000 {
		records = append(records, &kgo.Record{Topic: at.Topic, Key: strconv.AppendInt(nil, int64(i), 10), Offset: int64(i)})
	}
	s.Add(records)
	for b.Loop() {
		if v := s.View(time.Now()); v.Records != len(records) {
			b.Fatalf("%+v", v)
		}
	}
}
