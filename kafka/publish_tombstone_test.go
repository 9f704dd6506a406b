package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/twmb/franz-go/pkg/kadm"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

var createdType = content.Created{}.EventType()

// A tombstone has its type's topic, the key and no value in each mode, and comes to its
// handler behind the event that it deletes.
func TestPublishTombstone(t *testing.T) {
	for name, config := range map[string]kafka.PublisherConfig{
		"envelope":               {},
		"CloudEvents binary":     {Mode: kafka.ModeCloudEventsBinary},
		"CloudEvents structured": {Mode: kafka.ModeCloudEventsStructured},
		"schema id":              {Framing: kafka.FramingSchemaIDPrefix, SchemaIDs: schemaOne{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 3)
			d := new(diary)
			metrics, seen := prometheus.NewRegistry(), recordSpans()
			config := config
			config.Cluster.Brokers, config.Topics, config.Metrics, config.TracerProvider = s.brokers, s.naming(), metrics, seen.provider
			config.Headers = []kafka.Header{headerOf("region", "eu")}
			config.Interceptors = []kafka.Interceptor{d.intercepting("interceptor"), func(_ context.Context, o *kafka.Outgoing) error {
				o.SetHeader("tombstone", fmt.Sprint(o.IsTombstone()))
				return nil
			}}
			p := newPublisher(t, config)
			ctx := kafka.WithHeaders(deadline(t), headerOf("tenant", "acme"))
			if err := p.Publish(ctx, created("c-1", events.WithID("e-1"))); err != nil {
				t.Fatal(err)
			}
			if err := p.PublishTombstone(ctx, createdType, "c-1"); err != nil {
				t.Fatal(err)
			}
			topic := s.name("content.events")
			d.want(t, "interceptor: content.created e-1  to "+topic+" key c-1 true", "interceptor of e-1 ends: <nil>",
				"interceptor: content.created   to "+topic+" key c-1 true", "interceptor of  ends: <nil>")
			records := s.held(t, "content.events")
			event, r := records[0], records[1]
			if r.Value != nil || string(r.Key) != "c-1" || r.Partition != event.Partition {
				t.Errorf("record %+v", r)
			}
			span := seen.named("send " + topic)[1]
			want := "event-type=content.created traceparent=00-" + span.SpanContext().TraceID().String() + "-" + span.SpanContext().SpanID().String() + "-01 region=eu tenant=acme tombstone=true"
			if got := strings.Join(strings.Fields(headers(r)), " "); got != want {
				t.Errorf("headers %s\nwant    %s", got, want)
			}
			if got := attributes(span); !strings.Contains(got, "messaging.kafka.message.tombstone=true") || strings.Contains(got, "messaging.message.id") {
				t.Errorf("span %s", got)
			}
			text := fmt.Sprintf(`# HELP mediamesh_published_total Events that the cluster has acknowledged.
# TYPE mediamesh_published_total counter
mediamesh_published_total{topic=%q,type="content.created"} 2
`, topic)
			if err := testutil.GatherAndCompare(metrics, strings.NewReader(text), "mediamesh_published_total"); err != nil {
				t.Error(err)
			}

			handled := new(diary)
			c := s.consumer(t, kafka.ConsumerConfig{TracerProvider: seen.provider})
			handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
				handled.add("event %s", e.Metadata.EventID)
				return nil
			})
			handleTombstones(t, c, func(ctx context.Context, ts kafka.Tombstone) error {
				tenant, _ := kafka.HeaderFrom(ctx, "tenant")
				handled.add("tombstone %s %s %s", ts.EventType, ts.Key, tenant)
				return nil
			}, "content.created")
			runToEnd(t, c)
			handled.want(t, "event e-1", "tombstone content.created c-1 acme")
			process := seen.named("process " + topic)[1]
			if got := attributes(process); !strings.Contains(got, "messaging.kafka.message.tombstone=true") || process.Parent().SpanID() != span.SpanContext().SpanID() {
				t.Errorf("span %s, child of %s", got, process.Parent().SpanID())
			}
		})
	}
}

// keyless is a type without a key.
var keyless = events.NewType(events.Spec[struct{}]{Name: "content.pinged", Version: "1.0.0", Domain: "content"})

func TestPublishTombstone_Refuses(t *testing.T) {
	brokers := startBroker(t)
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}})
	for _, c := range []struct {
		of   events.Descriptor
		key  string
		want string
	}{
		{createdType, "", "kafka: content.created was refused, nothing was sent: it has no key: a tombstone needs the key of the events to delete"},
		{keyless, "x", "kafka: content.pinged was refused, nothing was sent: its type has no key: a tombstone of content.pinged deletes nothing"},
		{nil, "x", `kafka: event was refused, nothing was sent: event type "" is unknown: add it to the contract, or register its descriptor`},
		{createdType, strings.Repeat("x", 1<<20), "kafka: content.created was refused, nothing was sent: its record has 1048677 bytes, more than the 1048588 that the cluster is expected to take (message.max.bytes)"},
	} {
		err := p.PublishTombstone(deadline(t), c.of, c.key)
		var refused *kafka.PublishError
		if !errors.As(err, &refused) || !refused.Refused || refused.Retry != kafka.RetryUseless || err.Error() != c.want {
			t.Errorf("error %v\nwant  %s", err, c.want)
		}
		var missing *kafka.MissingKeyError
		if errors.As(err, &missing) != (c.key == "") {
			t.Errorf("error %v", err)
		}
	}
	err := p.PublishTombstone(kafka.WithHeaders(deadline(t), headerOf("ce_id", "x")), createdType, "c-1")
	var header *kafka.HeaderError
	if !errors.As(err, &header) {
		t.Errorf("error %v", err)
	}
	if topics, err := kadm.NewClient(client(t, brokers)).ListTopics(deadline(t)); err != nil || topics.Has("content.events") {
		t.Errorf("something was sent: %v, %v", topics.Names(), err)
	}
	if err := p.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	err = p.PublishTombstone(deadline(t), createdType, "c-1")
	var failed *kafka.PublishError
	if !errors.As(err, &failed) || failed.EventType != "content.created" || failed.Topic != "content.events" || failed.Retry != kafka.RetrySafe || !errors.Is(err, kafka.ErrClosed) {
		t.Errorf("error %v", err)
	}
}

// A tombstone that a handler publishes names its cause, as an event does.
func TestPublishTombstone_FromHandler(t *testing.T) {
	for name, c := range map[string]struct {
		opts []events.Option
		want string
	}{
		"correlated": {[]events.Option{events.CorrelationID("req-1")}, "req-1"},
		"first":      {nil, "e-1"},
	} {
		s := newStage(t, 1)
		s.publish(t, created("c-1", append(c.opts, events.WithID("e-1"))...))
		p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming()})
		consumer := s.consumer(t, kafka.ConsumerConfig{})
		handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
			return p.PublishTombstone(ctx, createdType, e.Payload.ContentID)
		})
		runToEnd(t, consumer)
		r := s.held(t, "content.events")[1]
		if header(r, "causation-id") != "e-1" || header(r, "correlation-id") != c.want {
			t.Errorf("%s: headers %s", name, headers(r))
		}
	}
}
