package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/catalog/search"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/mediamesh/events/kafka/records"
)

func headerOf(key, value string) kafka.Header {
	return kafka.Header{Key: key, Value: []byte(value)}
}

// publishBy publishes one event by each method of a publisher.
var publishBy = map[string]func(t testing.TB, p *kafka.Publisher, ctx context.Context, e events.Message) error{
	"Publish": func(_ testing.TB, p *kafka.Publisher, ctx context.Context, e events.Message) error {
		return p.Publish(ctx, e)
	},
	"PublishAsync": func(t testing.TB, p *kafka.Publisher, ctx context.Context, e events.Message) error {
		result := make(chan error, 1)
		if err := p.PublishAsync(ctx, e, func(err error) { result <- err }); err != nil {
			return err
		}
		return get(t, result)
	},
	"PublishAtomically": func(_ testing.TB, p *kafka.Publisher, ctx context.Context, e events.Message) error {
		return p.PublishAtomically(ctx, e)
	},
}

// own are a record's headers but for those of this package, "tenant=acme region=eu".
func own(r records.Record) string {
	var list []string
	for _, h := range r.Headers {
		if !strings.HasPrefix(h.Key, "event-") && !strings.HasPrefix(h.Key, "ce_") && h.Key != kafka.HeaderCorrelationID && h.Key != "content-type" && h.Key != kafka.HeaderSchemaID {
			list = append(list, h.Key+"="+string(h.Value))
		}
	}
	return strings.Join(list, " ")
}

func TestUserHeaders_AreWrittenAndRead(t *testing.T) {
	configs := map[string]kafka.PublisherConfig{
		"envelope":               {},
		"CloudEvents binary":     {Mode: kafka.ModeCloudEventsBinary},
		"CloudEvents structured": {Mode: kafka.ModeCloudEventsStructured},
		"schema id prefix":       {Framing: kafka.FramingSchemaIDPrefix, SchemaIDs: schemaOne{}},
		"schema id header":       {Framing: kafka.FramingSchemaIDHeader, SchemaIDs: schemaOne{}},
	}
	for name, config := range configs {
		for method, publish := range publishBy {
			t.Run(name+" "+method, func(t *testing.T) {
				t.Parallel()
				s := newStage(t, 1)
				config := config
				config.Cluster.Brokers, config.Topics = s.brokers, s.naming()
				config.Headers = []kafka.Header{headerOf("region", "eu"), headerOf("tenant", "none"), headerOf("empty", "")}
				p := newPublisher(t, config)
				config.Headers[0] = headerOf("region", "changed") // the configuration was copied
				value := []byte("acme")
				ctx := kafka.WithHeaders(deadline(t), kafka.Header{Key: "tenant", Value: value}, headerOf("trail", "a"), headerOf("trail", "b"))
				value[0] = 'X' // the value was copied
				ctx = kafka.WithHeaders(kafka.WithHeaders(ctx), headerOf("trail", "c"))
				for range 2 { // the second one's memory may be that of the first
					if err := publish(t, p, ctx, created("c-1")); err != nil {
						t.Fatal(err)
					}
				}
				if err := publish(t, p, deadline(t), created("c-1")); err != nil {
					t.Fatal(err)
				}
				with, without := "region=eu tenant=acme empty= trail=c", "region=eu tenant=none empty="
				var stored []records.Record // those of transactions have offsets for the ends of these
				for r, err := range records.Read(deadline(t), records.Config{Cluster: cluster.Config{Brokers: s.brokers}, Topics: []string{s.name("content.events")}}) {
					if err != nil {
						t.Fatal(err)
					}
					stored = append(stored, r)
				}
				for i, want := range []string{with, with, without} {
					if got := own(stored[i]); got != want {
						t.Errorf("record %d has %s, want %s", i, got, want)
					}
				}

				d := new(diary)
				c := s.consumer(t, kafka.ConsumerConfig{Workers: 1})
				handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
					tenant, ok := kafka.HeaderFrom(ctx, "tenant")
					empty, has := kafka.HeaderFrom(ctx, "empty")
					_, other := kafka.HeaderFrom(ctx, "other")
					r, _ := kafka.RecordFrom(ctx)
					d.add("%s %t %q %t %t key %s partition %d offset %d attempt %d at %t", tenant, ok, empty, has, other, r.Key, r.Partition, r.Offset, kafka.AttemptFrom(ctx), r.Timestamp.IsZero())
					return nil
				})
				runToEnd(t, c)
				var want []string
				for i, tenant := range []string{"acme", "acme", "none"} {
					want = append(want, fmt.Sprintf(`%s true "" true false key c-1 partition 0 offset %d attempt 1 at false`, tenant, stored[i].Offset))
				}
				d.want(t, want...)
			})
		}
	}
	if _, ok := kafka.HeaderFrom(context.Background(), "tenant"); ok {
		t.Error("a header of no record")
	}
}

// schemaOne gives each type the schema 1.
type schemaOne struct{}

func (schemaOne) SchemaID(context.Context, events.Descriptor, string) (kafka.SchemaID, error) {
	return kafka.SchemaID{ID: 1}, nil
}

// The last header of a key counts, as when another producer repeats one.
func TestHeaderFrom_LastCounts(t *testing.T) {
	s := newStage(t, 1)
	s.send(t, &kgo.Record{Key: []byte("c-1"), Value: document(t, created("c-1")), Headers: []kgo.RecordHeader{{Key: "tenant", Value: []byte("a")}, {Key: "tenant", Value: []byte("b")}}})
	var got string
	c := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error {
		got, _ = kafka.HeaderFrom(ctx, "tenant")
		return nil
	})
	runToEnd(t, c)
	if got != "b" {
		t.Errorf("tenant %s, want b", got)
	}
}

// What a handler publishes has no headers of its record, save those that the publisher
// forwards. Those of the publisher are weaker, and those of the context stronger.
func TestUserHeaders_AreForwardedIfConfigured(t *testing.T) {
	for name, c := range map[string]struct {
		forward []string
		want    string
	}{
		"none":   {nil, "tenant=none step=2"},
		"tenant": {[]string{"tenant", "missing"}, "tenant=acme step=2"},
		"all":    {[]string{"tenant", "step", "region"}, "tenant=acme step=2 region=eu"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, 1)
			s.create(t, 1, "search.events")
			p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Headers: []kafka.Header{headerOf("tenant", "none")}, ForwardHeaders: c.forward})
			ctx := kafka.WithHeaders(deadline(t), headerOf("tenant", "acme"), headerOf("region", "eu"), headerOf("step", "1"))
			if err := p.Publish(ctx, created("c-1")); err != nil {
				t.Fatal(err)
			}
			consumer := s.consumer(t, kafka.ConsumerConfig{})
			handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
				return p.Publish(kafka.WithHeaders(ctx, headerOf("step", "2")), events.New("indexer", search.Performed{Query: "x", SessionID: "s"}))
			})
			runToEnd(t, consumer)
			var got []string
			for _, h := range s.held(t, "search.events")[0].Headers {
				if !strings.HasPrefix(h.Key, "event-") && h.Key != kafka.HeaderCorrelationID && h.Key != kafka.HeaderCausationID {
					got = append(got, h.Key+"="+string(h.Value))
				}
			}
			want := strings.Fields(c.want)
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("headers %q, want %q", got, want)
			}
		})
	}
}

// A header that cannot be written fails the event, by each method, before anything is sent.
func TestUserHeaders_RefusedNamesHeader(t *testing.T) {
	brokers := startBroker(t)
	p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: brokers}, Headers: []kafka.Header{headerOf("region", "eu")}})
	many := make([]kafka.Header, 64) // with that of the publisher, one too many
	for i := range many {
		many[i] = headerOf(fmt.Sprint("h", i), "")
	}
	for _, c := range []struct {
		headers []kafka.Header
		key     string
		want    string
	}{
		{[]kafka.Header{headerOf("ok", ""), headerOf("event-type", "x")}, "event-type", `header "event-type" is reserved: this package writes or reads it itself`},
		{[]kafka.Header{headerOf("TraceParent", "x")}, "TraceParent", `header "TraceParent" is reserved: this package writes or reads it itself`},
		{[]kafka.Header{headerOf("a\xff", "x")}, "a\xff", `header "a\xff" has a key that is not UTF-8`},
		{[]kafka.Header{headerOf("", "x")}, "", "it has a header without a key"},
		{many, "", "it has 65 added headers: at most 64 are allowed"},
		{[]kafka.Header{headerOf("large", strings.Repeat("x", 16<<10-5-7))}, "", "it has added headers of 16385 bytes in keys and values: at most 16384 are allowed"},
	} {
		// An inner context does not hide it.
		ctx := kafka.WithHeaders(kafka.WithHeaders(deadline(t), c.headers...), headerOf("ok", "y"))
		if c.want[:2] == "it" && c.key == "" {
			ctx = kafka.WithHeaders(deadline(t), c.headers...)
		}
		for method, publish := range publishBy {
			err := publish(t, p, ctx, created("c-1", events.WithID("e-1")))
			var refused *kafka.PublishError
			var header *kafka.HeaderError
			if !errors.As(err, &refused) || !refused.Refused || refused.Retry != kafka.RetryUseless || !errors.As(err, &header) || header.Key != c.key {
				t.Errorf("%s: %#v", method, err)
				continue
			}
			if want := "kafka: content.created e-1 was refused, nothing was sent: " + c.want; err.Error() != want {
				t.Errorf("%s: %v\nwant %s", method, err, want)
			}
		}
	}
	if topics, err := kadm.NewClient(client(t, brokers)).ListTopics(deadline(t)); err != nil || topics.Has("content.events") {
		t.Errorf("something was sent: %v, %v", topics.Names(), err)
	}
	// As many as may be.
	ctx := kafka.WithHeaders(deadline(t), append(many[:62:62], headerOf("large", strings.Repeat("x", 10_000)))...)
	if err := p.Publish(ctx, created("c-1")); err != nil {
		t.Error(err)
	}
}

func TestUserHeaders_ConfigErrors(t *testing.T) {
	for _, c := range []struct {
		config kafka.PublisherConfig
		want   string
	}{
		{kafka.PublisherConfig{Headers: []kafka.Header{headerOf("a", ""), headerOf("dlq-reason", "")}}, `kafka: PublisherConfig.Headers has "dlq-reason", which is reserved: this package writes or reads it itself`},
		{kafka.PublisherConfig{Headers: []kafka.Header{{}}}, "kafka: PublisherConfig.Headers has a header without a key"},
		{kafka.PublisherConfig{Headers: []kafka.Header{headerOf("a", strings.Repeat("x", 16<<10))}}, "kafka: PublisherConfig.Headers has added headers of 16385 bytes in keys and values: at most 16384 are allowed"},
		{kafka.PublisherConfig{ForwardHeaders: []string{"a", "ce_id"}}, `kafka: PublisherConfig.ForwardHeaders has "ce_id", which is reserved: this package writes or reads it itself`},
		{kafka.PublisherConfig{ForwardHeaders: []string{""}}, "kafka: PublisherConfig.ForwardHeaders has a header without a key"},
	} {
		_, err := kafka.NewPublisher(c.config)
		var wrong *cluster.ConfigError
		var header *kafka.HeaderError
		if !errors.As(err, &wrong) || !errors.As(err, &header) || err.Error() != c.want {
			t.Errorf("error %v\nwant  %s", err, c.want)
		}
	}
}

// A dead letter keeps a service's headers, and the handler has them again when it is
// redriven, or replayed.
func TestUserHeaders_SurviveDeadLetterRedriveAndReplay(t *testing.T) {
	for name, mode := range map[string]kafka.Mode{"envelope": kafka.ModeEnvelope, "CloudEvents": kafka.ModeCloudEventsBinary} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, 1)
			p := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Mode: mode})
			ctx := kafka.WithHeaders(deadline(t), headerOf("tenant", "acme"), headerOf("region", "eu"))
			if err := p.PublishAtomically(ctx, created("c-1")); err != nil {
				t.Fatal(err)
			}
			var broken atomic.Bool
			broken.Store(true)
			handled := make(chan string, 10)
			c := s.consumer(t, kafka.ConsumerConfig{Retry: once})
			handle(t, c, func(ctx context.Context, _ events.Event[content.Created]) error {
				if broken.Load() {
					return errBusy
				}
				tenant, _ := kafka.HeaderFrom(ctx, "tenant")
				region, _ := kafka.HeaderFrom(ctx, "region")
				handled <- tenant + " " + region
				return nil
			})
			r := runUntilStopped(t, c)
			settled(t, s, 2) // the event, and the end of its transaction
			letter := s.held(t, "content.events.dlq")[0]
			if header(letter, "tenant") != "acme" || header(letter, "region") != "eu" {
				t.Errorf("dead letter %s", headers(letter))
			}
			broken.Store(false)
			if report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq")}); err != nil {
				t.Fatalf("%s, %v", counts(report), err)
			}
			if got := get(t, handled); got != "acme eu" {
				t.Errorf("redriven with %s", got)
			}
			if err := r.stop(t); err != nil {
				t.Fatal(err)
			}
			report, err := kafka.Replay(deadline(t), c, kafka.ReplayConfig{Topic: s.name("content.events")})
			if err != nil || report.Handled != 2 { // as it was, and redriven
				t.Fatalf("%+v, %v", report, err)
			}
			for range 2 {
				if got := get(t, handled); got != "acme eu" {
					t.Errorf("replayed with %s", got)
				}
			}
		})
	}
}

// A dead letter that is too large for its topic with them goes without a service's own
// headers last, and says how many.
func TestUserHeaders_AreStrippedLast(t *testing.T) {
	for name, c := range map[string]struct {
		size     int
		kept     bool
		stripped string
	}{
		"kept":     {1_048_000, true, "dlq-error,dlq-violations,dlq-omitted,dlq-timestamp,__dlq.errors.*"},
		"stripped": {1_048_110, false, "2 own,dlq-error,dlq-violations,dlq-omitted,dlq-timestamp,__dlq.errors.*"},
	} {
		t.Run(name, func(t *testing.T) {
			brokers := startBroker(t)
			createTopics(t, brokers, "content.events.dlq")
			tenant := strings.Repeat("t", 300)
			sendLarge(t, brokers, noise(c.size), kgo.RecordHeader{Key: "tenant", Value: []byte(tenant)},
				kgo.RecordHeader{Key: "region", Value: []byte("eu")}, kgo.RecordHeader{Key: kafka.HeaderEventID, Value: []byte("e-1")})
			runToEnd(t, largeConsumer(t, brokers))
			letters := held(t, brokers, "content.events.dlq")
			if len(letters) != 1 {
				t.Fatalf("%d dead letters", len(letters))
			}
			if got := header(letters[0], "dlq-stripped"); got != c.stripped {
				t.Errorf("dlq-stripped %s, want %s", got, c.stripped)
			}
			if got := header(letters[0], "tenant"); (got == tenant) != c.kept || header(letters[0], kafka.HeaderEventID) != "e-1" || header(letters[0], "dlq-offset") != "0" {
				t.Errorf("dead letter of %d bytes of tenant: %s", len(got), names(letters[0]))
			}
		})
	}
}
