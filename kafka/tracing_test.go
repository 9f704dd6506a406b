package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	sdktrace "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"
	"go.opentelemetry.io/otel/trace"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// spans collects those that have ended.
type Ranges struct {
	*tracetest.SpanRecorder
	provider *sdktrace.TracerProvider
}

func recordSpans() Ranges {
	r := tracetest.NewSpanRecorder()
	return Ranges{r, sdktrace.NewTracerProvider(sdktrace.WithSpanProcessor(r))}
}

// named returns those of a name, in the order that they ended in.
func (s Ranges) named(name string) (list []sdktrace.ReadOnlySpan) {
	for _, one := range s.Ended() {
		if one.Name() == name {
			list = append(list, one)
		}
	}
	return list
}

// attributes writes out those of a span, sorted, "a=1 b=2".
func attributes(s sdktrace.ReadOnlySpan) string {
	var list []string
	for _, a := range s.Attributes() {
		list = append(list, string(a.Key)+"="+a.Value.String())
	}
	slices.Sort(list)
	return strings.Join(list, " ")
}

const traceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

// The traces of a record that comes from elsewhere, with and without a trace of
// its own.
func TestSpansOfHandling(t *testing.T) {
	brokers := startBroker(t)
	send(t, brokers,
		&kgo.Record{Topic: "content.events", Key: []byte("c-1"), Value: document(t, created("c-1", events.WithID("e-1"))),
			Headers: []kgo.RecordHeader{{Key: "traceparent", Value: []byte(traceParent)}, {Key: "tracestate", Value: []byte("a=b")}}},
		&kgo.Record{Topic: "content.events", Key: []byte("c-2"), Value: document(t, created("c-2", events.WithID("e-2")))},
		&kgo.Record{Topic: "content.events", Key: []byte("c-3"), Value: []byte("{}"), Headers: []kgo.RecordHeader{{Key: "traceparent", Value: []byte(traceParent)}}})
	seen := recordSpans()
	outer, span := seen.provider.Tracer("test").Start(deadline(t), "main")
	defer span.End()
	c := newConsumer(t, kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, Group: "indexer", TracerProvider: seen.provider, Retry: kafka.RetryPolicy{Backoff: time.Millisecond},
	})
	inside := make(map[string]trace.SpanContext)
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		if _, ok := kafka.RecordFrom(ctx); !ok {
			t.Error("no record in the context")
		}
		id := e.Payload.ContentID
		if id == "c-2" {
			inside[id] = trace.SpanContextFromContext(ctx)
			return nil
		}
		if n := kafka.AttemptFrom(ctx); n < 3 {
			return fmt.Errorf("attempt %d", n)
		}
		inside[id] = trace.SpanContextFromContext(ctx)
		return events.Permanent(errors.New("no room"))
	})
	if err := c.RunToEnd(outer); err != nil {
		t.Fatal(err)
	}

	var attempts []sdktrace.ReadOnlySpan
	for _, s := range seen.named("process content.events") {
		if strings.Contains(attributes(s), "e-1") {
			attempts = append(attempts, s)
			continue
		}
		if s.Parent().IsValid() || s.SpanContext().TraceID() == span.SpanContext().TraceID() || !s.SpanContext().Equal(inside["c-2"]) {
			t.Errorf("a record without a trace is in that of %v, its handler in %v", s.Parent(), inside["c-2"])
		}
		if s.Status().Code.String() != "Unset" {
			t.Errorf("status %v of a handler that returned nil", s.Status())
		}
	}
	if len(attempts) != 3 {
		t.Fatalf("%d attempts, want 3", len(attempts))
	}
	for i, s := range attempts {
		if got := s.Parent().SpanID().String(); got != "b7ad6b7169203331" || !s.Parent().IsRemote() || s.Parent().TraceState().String() != "a=b" {
			t.Errorf("attempt %d has parent %v", i+1, s.Parent())
		}
		if s.SpanKind() != trace.SpanKindConsumer || s.Status().Code.String() != "Error" {
			t.Errorf("attempt %d is a %v with status %v", i+1, s.SpanKind(), s.Status())
		}
		if want := min(i, 1); len(s.Links()) != want || want > 0 && !s.Links()[0].SpanContext.Equal(attempts[i-1].SpanContext()) {
			t.Errorf("attempt %d has links %v", i+1, s.Links())
		}
		want := fmt.Sprintf("mediamesh.attempt=%d mediamesh.event.type=content.created mediamesh.event.version=1.0.0 messaging.consumer.group.name=indexer "+
			"messaging.destination.name=content.events messaging.destination.partition.id=%s messaging.kafka.offset=0 messaging.message.id=e-1 "+
			"messaging.operation.name=process messaging.operation.type=process messaging.system=kafka", i+1, partitionOf(t, brokers, "c-1"))
		if got := attributes(s); !strings.HasSuffix(got, want) || !strings.HasPrefix(got, "error.type=") {
			t.Errorf("attempt %d has %s\nwant … %s", i+1, got, want)
		}
	}
	if got := attempts[2].Status().Description; got != "no room" {
		t.Errorf("status %q", got)
	}
	if !inside["c-1"].Equal(attempts[2].SpanContext()) {
		t.Error("the handler's context has not the span of its call")
	}

	letters := seen.named("send content.events.dlq")
	if len(letters) != 2 {
		t.Fatalf("%d dead letters' spans, want 2", len(letters))
	}
	for _, s := range letters {
		got := attributes(s)
		want, parent := "mediamesh.dead_letter.reason=invalid", "b7ad6b7169203331"
		if strings.Contains(got, "e-1") {
			want, parent = "mediamesh.dead_letter.attempts=3 mediamesh.dead_letter.offset=0 mediamesh.dead_letter.partition="+partitionOf(t, brokers, "c-1")+
				" mediamesh.dead_letter.reason=handler-failed mediamesh.dead_letter.topic=content.events", attempts[2].SpanContext().SpanID().String()
		}
		if !strings.Contains(got, want) || s.SpanKind() != trace.SpanKindProducer || s.Parent().SpanID().String() != parent {
			t.Errorf("a dead letter's span is a %v child of %v: %s", s.SpanKind(), s.Parent().SpanID(), got)
		}
		if s.SpanContext().TraceID().String() != "0af7651916cd43dd8448eb211c80319c" {
			t.Errorf("a dead letter's span is in another trace: %v", s.SpanContext())
		}
	}
	for _, letter := range held(t, brokers, "content.events.dlq") {
		if header(letter, "traceparent") != traceParent {
			t.Errorf("dead letter with headers %s", headers(letter))
		}
	}
	for _, s := range seen.Ended() {
		if text := attributes(s); strings.Contains(text, "Title of") || strings.Contains(text, "c-1") {
			t.Errorf("a value of the event: %s", text)
		}
	}
}

// partitionOf returns where the records of a key are.
func partitionOf(t *testing.T, brokers []string, key string) string {
	t.Helper()
	for _, r := range held(t, brokers, "content.events") {
		if string(r.Key) == key {
			return fmt.Sprint(r.Partition)
		}
	}
	t.Fatalf("no record of key %s", key)
	return ""
}

// A trace from a request, over two services, to a dead letter.
func TestTraceFromEndToEnd(t *testing.T) {
	for _, c := range []struct {
		name      string
		consumers bool // have spans
	}{{"every service has spans", true}, {"a service in between has none", false}} {
		t.Run(c.name, func(t *testing.T) {
			brokers, seen := startBroker(t), recordSpans()
			ctx, request := seen.provider.Tracer("test").Start(deadline(t), "request")
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, TracerProvider: seen.provider})
			first := created("c-1", events.WithID("e-1"))
			if err := pub.Publish(ctx, first); err != nil {
				t.Fatal(err)
			}
			request.End()

			config := kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "indexer", Retry: kafka.RetryPolicy{MaxAttempts: 2, Backoff: time.Millisecond}}
			if c.consumers {
				config.TracerProvider = seen.provider
			}
			consumer := newConsumer(t, config)
			relay := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Topics: kafka.Prefixed("next.", nil), TracerProvider: config.TracerProvider})
			handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
				if kafka.AttemptFrom(ctx) == 1 {
					return relay.Publish(ctx, created("c-2", events.WithID("e-2")))
				}
				return nil
			})
			runToEnd(t, consumer)
			failing := config
			failing.Group, failing.Topics = "failing", []string{"next.content.events"}
			consumer = newConsumer(t, failing)
			handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return errors.New("no") })
			runToEnd(t, consumer)

			letter := held(t, brokers, "next.content.events.dlq")[0]
			record := held(t, brokers, "next.content.events")[0]
			if got := header(letter, "traceparent"); got != header(record, "traceparent") || !strings.HasPrefix(got, "00-"+request.SpanContext().TraceID().String()) {
				t.Errorf("the dead letter is of trace %s, its record of %s, the request of %v", got, header(record, "traceparent"), request.SpanContext().TraceID())
			}
			path := pathTo(seen, "send next.content.events.dlq")
			want := "request > send content.events > process content.events > send next.content.events > process next.content.events > send next.content.events.dlq"
			if !c.consumers {
				path, want = pathTo(seen, "send content.events"), "request > send content.events"
				if got := header(record, "traceparent"); got != header(held(t, brokers, "content.events")[0], "traceparent") {
					t.Errorf("traceparent %s", got)
				}
			}
			if path != want {
				t.Errorf("spans %s\nwant  %s", path, want)
			}
		})
	}
}

// pathTo names the spans from the first to the last of a name.
func pathTo(s Ranges, name string) string {
	list := s.named(name)
	if len(list) == 0 {
		return "no " + name
	}
	one := list[len(list)-1]
	path := name
	for range 10 {
		i := slices.IndexFunc(s.Ended(), func(p sdktrace.ReadOnlySpan) bool { return p.SpanContext().SpanID() == one.Parent().SpanID() })
		if i < 0 {
			break
		}
		one = s.Ended()[i]
		path = one.Name() + " > " + path
	}
	return path
}

func TestSpansOfPublishing(t *testing.T) {
	brokers, seen := startBroker(t), recordSpans()
	pub := newPublisher(t, kafka.PublisherConfig{
		Cluster: cluster.Config{Brokers: brokers, ClientOptions: []kgo.Opt{kgo.ProducerBatchMaxBytes(1000)}}, TracerProvider: seen.provider,
	})
	ctx, span := seen.provider.Tracer("test").Start(deadline(t), "request")
	defer span.End()
	called := make(chan error, 1)
	for _, err := range []error{
		pub.Publish(ctx, created("c-1", events.WithID("sync"))),
		pub.PublishAsync(ctx, created("c-1", events.WithID("async")), func(err error) { called <- err }),
		get(t, called),
		pub.PublishAtomically(ctx, created("c-1", events.WithID("atomic"))),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	large := created("c-1", events.WithID("large"), events.CorrelationID(strings.Repeat("x", 256)))
	invalid := created("c-1", events.WithID("invalid"))
	invalid.Payload.Title = ""
	if err := pub.Publish(ctx, created("c-1", events.WithID("bystander")), large, invalid); err == nil {
		t.Fatal("published")
	}
	if err := pub.Close(ctx); err != nil {
		t.Fatal(err)
	}
	if err := pub.Publish(ctx, created("c-1", events.WithID("late"))); !errors.Is(err, kafka.ErrClosed) {
		t.Fatal(err)
	}

	records := make(map[string]*kgo.Record)
	reader := client(t, brokers, kgo.ConsumeTopics("content.events"))
	for len(records) < 3 {
		for _, r := range reader.PollFetches(deadline(t)).Records() {
			records[header(r, "event-id")] = r
		}
	}
	var got []string
	for _, s := range seen.named("send content.events") {
		if s.Parent().SpanID() != span.SpanContext().SpanID() || s.SpanKind() != trace.SpanKindProducer {
			t.Errorf("a span is a %v child of %v", s.SpanKind(), s.Parent())
		}
		text := attributes(s)
		id := text[strings.Index(text, "messaging.message.id=")+len("messaging.message.id="):]
		id = id[:strings.Index(id, " ")]
		got = append(got, strings.TrimSpace(id+" "+s.Status().Description))
		r := records[id]
		if r == nil {
			continue
		}
		if want := "00-" + s.SpanContext().TraceID().String() + "-" + s.SpanContext().SpanID().String() + "-01"; header(r, "traceparent") != want {
			t.Errorf("%s has traceparent %s, want %s", id, header(r, "traceparent"), want)
		}
		want := fmt.Sprintf("mediamesh.event.type=content.created mediamesh.event.version=1.0.0 messaging.destination.name=content.events "+
			"messaging.destination.partition.id=%d messaging.kafka.offset=%d messaging.message.id=%s messaging.operation.name=send messaging.operation.type=send messaging.system=kafka", r.Partition, r.Offset, id)
		if text != want {
			t.Errorf("attributes %s\nwant       %s", text, want)
		}
	}
	want := []string{"sync", "async", "atomic", "large its record has", "bystander another event of the call was refused", "late the publisher is closed"}
	for i, w := range want {
		if i >= len(got) || !strings.HasPrefix(got[i], w) {
			t.Fatalf("spans %q\nwant  %q", got, want)
		}
	}
	if len(got) != len(want) {
		t.Errorf("spans %q", got)
	}
}

// Without a trace there are no headers for one.
func TestNoTrace(t *testing.T) {
	brokers := startBroker(t)
	publish(t, brokers, created("c-1"))
	if got := headers(held(t, brokers, "content.events")[0]); strings.Contains(got, "trace") {
		t.Errorf("headers %s", got)
	}
}

// A replay's calls are in the traces of their records.
func TestSpansOfReplaying(t *testing.T) {
	brokers, seen := startBroker(t), recordSpans()
	send(t, brokers, &kgo.Record{Topic: "content.events", Value: document(t, created("c-1")), Headers: []kgo.RecordHeader{{Key: "traceparent", Value: []byte(traceParent)}}})
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, TracerProvider: seen.provider, Retry: kafka.RetryPolicy{Backoff: time.Millisecond}})
	var inside []trace.SpanID
	handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error {
		inside = append(inside, trace.SpanContextFromContext(ctx).SpanID())
		if len(inside) == 1 {
			return errors.New("no")
		}
		return nil
	})
	if _, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{Topic: "content.events"}); err != nil {
		t.Fatal(err)
	}
	for i, s := range seen.named("process content.events") {
		if s.Parent().SpanID().String() != "b7ad6b7169203331" || s.SpanContext().SpanID() != inside[i] {
			t.Errorf("call %d is a child of %v", i+1, s.Parent())
		}
	}
	if len(inside) != 2 || len(seen.Ended()) != 2 {
		t.Errorf("%d calls, %d spans", len(inside), len(seen.Ended()))
	}
}
