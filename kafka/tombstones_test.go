package kafka_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// tombstone is a record that deletes a key, of a type if it is named.
func tombstone(key, eventType string) *kgo.Record {
	r := &kgo.Record{Key: []byte(key)}
	if eventType != "" {
		r.Headers = []kgo.RecordHeader{{Key: kafka.HeaderEventType, Value: []byte(eventType)}}
	}
	return r
}

func eventRecord(t testing.TB, key, id string) *kgo.Record {
	return &kgo.Record{
		Key: []byte(key), Value: document(t, created(key, events.WithID(id))),
		Headers: []kgo.RecordHeader{{Key: kafka.HeaderEventID, Value: []byte(id)}},
	}
}

func handleTombstones(t testing.TB, c *kafka.Consumer, h func(context.Context, kafka.Tombstone) error, types ...string) {
	t.Helper()
	if err := kafka.HandleTombstones(c, h, types...); err != nil {
		t.Fatal(err)
	}
}

// dies is a handler that notes whom it is called for.
func (d *diary) dies(by string) func(context.Context, kafka.Tombstone) error {
	return func(_ context.Context, t kafka.Tombstone) error {
		d.add("%s: %q of %q", by, t.Key, t.EventType)
		return nil
	}
}

func TestHandleTombstones_ByTypeAndKey(t *testing.T) {
	s := newStage(t, 1)
	ce := tombstone("c-3", "")
	ce.Headers = []kgo.RecordHeader{{Key: "ce_type", Value: []byte("content.created")}}
	s.send(t, tombstone("c-1", "content.created"), tombstone("c-2", "content.deleted"), ce, tombstone("c-4", ""), tombstone("c-5", "other.type"), &kgo.Record{}, tombstone("", "content.created"))
	metrics := prometheus.NewRegistry()
	run := func(t *testing.T, group string, config kafka.ConsumerConfig, register func(*kafka.Consumer, *diary), want ...string) kafka.Stats {
		t.Helper()
		config.Group, config.Workers = s.name(group), 1
		c, d := s.consumer(t, config), new(diary)
		register(c, d)
		runToEnd(t, c)
		d.want(t, want...)
		return c.Stats()
	}
	all := []string{`all: "c-1" of "content.created"`, `all: "c-2" of "content.deleted"`, `all: "c-3" of "content.created"`, `all: "c-4" of ""`, `all: "c-5" of "other.type"`}
	config := kafka.ConsumerConfig{Metrics: metrics}
	if got := run(t, "typed", config, func(c *kafka.Consumer, d *diary) { handleTombstones(t, c, d.dies("created"), "content.created") },
		`created: "c-1" of "content.created"`, `created: "c-3" of "content.created"`); got != (kafka.Stats{Handled: 2, Tombstones: 5}) {
		t.Errorf("stats %+v", got)
	}
	text := fmt.Sprintf(`# HELP mediamesh_records_total %s
# TYPE mediamesh_records_total counter
mediamesh_records_total{group=%[2]q,outcome="handled",topic=%[3]q,type="content.created"} 2
mediamesh_records_total{group=%[2]q,outcome="tombstone",topic=%[3]q,type="content.created"} 1
mediamesh_records_total{group=%[2]q,outcome="tombstone",topic=%[3]q,type="content.deleted"} 1
mediamesh_records_total{group=%[2]q,outcome="tombstone",topic=%[3]q,type="unknown"} 3
`, recordsHelp, s.name("typed"), s.name("content.events"))
	if err := testutil.GatherAndCompare(metrics, strings.NewReader(text), "mediamesh_records_total"); err != nil {
		t.Error(err)
	}
	config = kafka.ConsumerConfig{}
	if got := run(t, "two", config, func(c *kafka.Consumer, d *diary) {
		handleTombstones(t, c, d.dies("both"), "content.created", "content.deleted")
	}, `both: "c-1" of "content.created"`, `both: "c-2" of "content.deleted"`, `both: "c-3" of "content.created"`); got != (kafka.Stats{Handled: 3, Tombstones: 4}) {
		t.Errorf("stats %+v", got)
	}
	run(t, "rest", config, func(c *kafka.Consumer, d *diary) {
		handleTombstones(t, c, d.dies("created"), "content.created")
		handleTombstones(t, c, d.dies("rest"))
	}, `created: "c-1" of "content.created"`, `rest: "c-2" of "content.deleted"`, `created: "c-3" of "content.created"`, `rest: "c-4" of ""`, `rest: "c-5" of "other.type"`)
	if got := run(t, "all", kafka.ConsumerConfig{Topics: []string{s.name("content.events")}}, func(c *kafka.Consumer, d *diary) { handleTombstones(t, c, d.dies("all")) }, all...); got != (kafka.Stats{Handled: 5, Tombstones: 2}) {
		t.Errorf("stats %+v", got)
	}

	// A topic of one type tells it.
	perType := func(d events.Descriptor) string {
		if d.Name() == "content.created" {
			return s.name("content.events")
		}
		return s.name("others")
	}
	s.create(t, 1, "others")
	run(t, "by topic", kafka.ConsumerConfig{Naming: perType}, func(c *kafka.Consumer, d *diary) { handleTombstones(t, c, d.dies("created"), "content.created") },
		`created: "c-1" of "content.created"`, `created: "c-3" of "content.created"`, `created: "c-4" of "content.created"`)
}

// Which topics are consumed depends on the types that tombstones are handled of.
func TestHandleTombstones_ChoosesTopics(t *testing.T) {
	s := newStage(t, 1)
	s.create(t, 1, "search.events", "ingest.events", "auth.events")
	c := client(t, s.brokers)
	for _, topic := range []string{"content.events", "search.events"} {
		r := tombstone("k", "")
		r.Topic = s.name(topic)
		if err := c.ProduceSync(deadline(t), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
	none := func(context.Context, kafka.Tombstone) error { return nil }
	for name, c := range map[string]struct {
		register func(*kafka.Consumer)
		want     kafka.Stats
	}{
		"named": {func(c *kafka.Consumer) { handleTombstones(t, c, none, "search.performed") }, kafka.Stats{Tombstones: 1}},
		"rest beside an event": {func(c *kafka.Consumer) {
			handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
			handleTombstones(t, c, none)
		}, kafka.Stats{Handled: 1}},
		"rest beside a tombstone": {func(c *kafka.Consumer) {
			handleTombstones(t, c, none, "content.created")
			handleTombstones(t, c, none)
		}, kafka.Stats{Handled: 1}},
		"rest alone": {func(c *kafka.Consumer) { handleTombstones(t, c, none) }, kafka.Stats{Handled: 2}},
	} {
		consumer := s.consumer(t, kafka.ConsumerConfig{Group: s.name(strings.ReplaceAll(name, " ", "-"))})
		c.register(consumer)
		runToEnd(t, consumer)
		if got := consumer.Stats(); got != c.want {
			t.Errorf("%s: stats %+v, want %+v", name, got, c.want)
		}
	}
}

func TestHandleTombstones_RegistrationErrors(t *testing.T) {
	none := func(context.Context, kafka.Tombstone) error { return nil }
	for _, c := range []struct {
		register func(*kafka.Consumer) error
		want     string
	}{
		{func(c *kafka.Consumer) error {
			return kafka.HandleTombstones(c, none, "content.created", "content.created")
		}, "kafka: two handlers for tombstones of content.created"},
		{func(c *kafka.Consumer) error {
			return errors.Join(kafka.HandleTombstones(c, none), kafka.HandleTombstones(c, none))
		}, "kafka: two default tombstone handlers (HandleTombstones without type names)"},
		{func(c *kafka.Consumer) error { return kafka.HandleTombstones(c, none, "content.cloned") },
			`kafka: cannot register a tombstone handler: event type "content.cloned" is unknown: add it to the contract, or register its descriptor`},
	} {
		consumer := newConsumer(t, kafka.ConsumerConfig{})
		if err := c.register(consumer); err == nil || err.Error() != c.want {
			t.Errorf("error %v\nwant  %s", err, c.want)
		}
		if err := consumer.Run(context.Background()); err == nil || err.Error() != c.want {
			t.Errorf("Run's error %v\nwant        %s", err, c.want)
		}
	}
	s := newStage(t, 1)
	c := s.consumer(t, kafka.ConsumerConfig{})
	begun := make(chan struct{})
	handleTombstones(t, c, func(context.Context, kafka.Tombstone) error { close(begun); return nil }, "content.created")
	s.send(t, tombstone("c-1", "content.created"))
	runUntilStopped(t, c)
	get(t, begun)
	if err := kafka.HandleTombstones(c, none); err != kafka.ErrRunning {
		t.Errorf("error %v, want ErrRunning", err)
	}
}

// A handler of tombstones has the context of one for events, without middleware: attempts,
// the record with its headers, and a deadline.
func TestHandleTombstones_Context(t *testing.T) {
	s := newStage(t, 1)
	r := tombstone("c-1", "content.created")
	r.Headers = append(r.Headers, kgo.RecordHeader{Key: "tenant", Value: []byte("acme")})
	s.send(t, r)
	d := new(diary)
	c := s.consumer(t, kafka.ConsumerConfig{
		Retry: kafka.RetryPolicy{Backoff: time.Millisecond}, HandlerTimeout: time.Minute, Middleware: []kafka.Middleware{d.around("middleware")},
	})
	handleTombstones(t, c, func(ctx context.Context, got kafka.Tombstone) error {
		tenant, _ := kafka.HeaderFrom(ctx, "tenant")
		at, _ := kafka.RecordFrom(ctx)
		_, bounded := ctx.Deadline()
		d.add("%s %s %d %s %s %v %v %v", got.Key, tenant, kafka.AttemptFrom(ctx), at.Key, got.Record.Key, at.Value == nil, got.Record.Offset == at.Offset, bounded)
		switch kafka.AttemptFrom(ctx) {
		case 1:
			return errBusy
		case 2:
			panic("boom")
		}
		return nil
	}, "content.created")
	runToEnd(t, c)
	d.want(t, "c-1 acme 1 c-1 c-1 true true true", "c-1 acme 2 c-1 c-1 true true true", "c-1 acme 3 c-1 c-1 true true true")
	if got := c.Stats(); got != (kafka.Stats{Handled: 1, Retries: 2}) {
		t.Errorf("stats %+v", got)
	}
}

// A tombstone has its turn among the events of its key, also while those are tried again.
func TestHandleTombstones_KeepOrderOfKey(t *testing.T) {
	s := newStage(t, 1)
	s.send(t, eventRecord(t, "c-1", "first"), tombstone("c-1", ""), eventRecord(t, "c-1", "second"), tombstone("c-1", ""))
	d := new(diary)
	c := s.consumer(t, kafka.ConsumerConfig{Retry: kafka.RetryPolicy{Backoff: time.Millisecond}})
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		if kafka.AttemptFrom(ctx) < 3 {
			return errBusy
		}
		d.add("%s", e.Metadata.EventID)
		return nil
	})
	handleTombstones(t, c, func(ctx context.Context, _ kafka.Tombstone) error {
		if kafka.AttemptFrom(ctx) < 2 {
			return errBusy
		}
		d.add("tombstone")
		return nil
	})
	runToEnd(t, c)
	d.want(t, "first", "tombstone", "second", "tombstone")
}

// When its handler has failed for the last time, a tombstone stops the consumer, or is
// skipped. It never becomes a dead letter.
func TestHandleTombstones_FailsForGood(t *testing.T) {
	for name, c := range map[string]struct {
		policies  map[kafka.Reason]kafka.Policy
		policy    kafka.Policy
		want      string
		stats     kafka.Stats
		committed int64
	}{
		"by default": {nil, kafka.PolicyStop, "busy", kafka.Stats{Retries: 1}, 0},
		"stop":       {stopAtFailures, kafka.PolicyStop, "busy", kafka.Stats{Retries: 1}, 0},
		"skip":       {map[kafka.Reason]kafka.Policy{kafka.ReasonHandlerFailed: kafka.PolicySkip}, kafka.PolicySkip, "", kafka.Stats{Retries: 1, Skipped: 1, Handled: 1}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, 1)
			s.send(t, tombstone("c-1", "content.created"), eventRecord(t, "c-1", "e-1"))
			var refused []kafka.Refusal
			var log logs
			consumer := s.consumer(t, kafka.ConsumerConfig{
				Retry: kafka.RetryPolicy{MaxAttempts: 2, Backoff: 1}, Policies: c.policies, OnRefused: func(r kafka.Refusal) { refused = append(refused, r) }, Logger: log.logger(),
			})
			handleTombstones(t, consumer, func(context.Context, kafka.Tombstone) error { return errBusy }, "content.created")
			handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return nil })
			err := consumer.RunToEnd(deadline(t))
			var failed *kafka.HandlerError
			if c.want != "" {
				want := "kafka: handling a tombstone of content.created (" + s.name("content.events") + " partition 0 offset 0): " + c.want
				if !errors.As(err, &failed) || err.Error() != want || !failed.Tombstone || failed.Attempts != 2 || !errors.Is(err, errBusy) {
					t.Errorf("error %v\nwant  %s", err, want)
				}
			} else if err != nil {
				t.Error(err)
			}
			if len(refused) != 1 || refused[0].Policy != c.policy || refused[0].Reason != kafka.ReasonHandlerFailed || !errors.As(refused[0].Err, &failed) {
				t.Errorf("refused %+v", refused)
			}
			if got := consumer.Stats(); got != c.stats {
				t.Errorf("stats %+v, want %+v", got, c.stats)
			}
			if n := s.committed(t); max(n, 0) != c.committed {
				t.Errorf("committed %d, want %d", n, c.committed)
			}
			topics, err := s.admin.ListTopics(deadline(t))
			if err != nil || topics.Has(s.name("content.events.dlq")) {
				t.Errorf("there is a dead-letter topic: %v, %v", topics.Names(), err)
			}
			if c.want == "" && !strings.Contains(log.String(), `msg="kafka: record skipped" reason=handler-failed`) {
				t.Errorf("logged %s", log.String())
			}
		})
	}
	if text := (&kafka.HandlerError{Tombstone: true, Topic: "t", Err: errBusy}).Error(); text != "kafka: handling a tombstone (t partition 0 offset 0): busy" {
		t.Errorf("error %s", text)
	}
}

// Where the order is kept, a tombstone follows a dead letter of its key, and comes with the
// others when that is redriven. Without a handler it has nothing to wait for.
func TestHandleTombstones_FollowDeadLetter(t *testing.T) {
	s := newStage(t, 1)
	var broken atomic.Bool
	broken.Store(true)
	handled := make(chan string, 10)
	config := kafka.ConsumerConfig{KeepOrder: true, Retry: once}
	start := func() (*kafka.Consumer, *running) {
		c := s.consumer(t, config)
		handleAny(t, c, func(_ context.Context, e events.Any) error {
			if broken.Load() && e.Metadata.EventID == "first" {
				return errBusy
			}
			handled <- e.Metadata.EventID
			return nil
		}, "content.created")
		handleTombstones(t, c, func(ctx context.Context, ts kafka.Tombstone) error {
			tenant, _ := kafka.HeaderFrom(ctx, "tenant")
			handled <- "tombstone of " + ts.EventType + " " + tenant
			return nil
		})
		return c, runUntilStopped(t, c)
	}
	marked := tombstone("c-1", "content.created")
	marked.Headers = append(marked.Headers, kgo.RecordHeader{Key: "tenant", Value: []byte("acme")})
	s.send(t, eventRecord(t, "c-1", "first"), marked, eventRecord(t, "c-1", "second"), eventRecord(t, "c-2", "other"), tombstone("c-2", "content.created"))
	c, r := start()
	settled(t, s, 5)
	for _, want := range []string{"other", "tombstone of content.created "} {
		if got := get(t, handled); got != want {
			t.Errorf("handled %s, want %s", got, want)
		}
	}
	if got := c.Stats(); got != (kafka.Stats{Handled: 2, DeadLetters: 3}) {
		t.Errorf("stats %+v", got)
	}
	// Another member, too, knows what it has to follow.
	if err := r.stop(t); err != nil {
		t.Fatal(err)
	}
	_, r = start()
	s.send(t, tombstone("c-1", ""))
	settled(t, s, 6)
	var letters []string
	for _, letter := range s.held(t, "content.events.dlq") {
		letters = append(letters, header(letter, "dlq-reason")+" "+header(letter, "dlq-offset")+fmt.Sprint(" ", letter.Value == nil))
	}
	if got, want := strings.Join(letters, ", "), "handler-failed 0 false, key-blocked 1 true, key-blocked 2 false, key-blocked 5 true"; got != want {
		t.Fatalf("dead letters %s, want %s", got, want)
	}

	broken.Store(false)
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq"), Repair: func(d dlq.Letter) ([]byte, error) {
		if d.Original.Value == nil {
			t.Errorf("%v is to be repaired, a tombstone", d.At)
		}
		return nil, nil
	}})
	if err != nil || counts(report) != "chosen 4, sent 4, handled 4" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	for _, want := range []string{"first", "tombstone of content.created acme", "second", "tombstone of  "} {
		if got := get(t, handled); got != want {
			t.Errorf("handled %s, want %s", got, want)
		}
	}
	if err := r.stop(t); err != nil {
		t.Fatal(err)
	}
}

func TestTombstones_DoNotFollowDeadLetterWithoutHandler(t *testing.T) {
	s := newStage(t, 1)
	s.send(t, eventRecord(t, "c-1", "first"), tombstone("c-1", "content.created"), eventRecord(t, "c-1", "second"))
	c := s.consumer(t, kafka.ConsumerConfig{KeepOrder: true, Retry: once})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return errBusy })
	runToEnd(t, c)
	if got := c.Stats(); got != (kafka.Stats{DeadLetters: 2, Tombstones: 1}) {
		t.Errorf("stats %+v", got)
	}
}

func TestHandleTombstones_AreReplayed(t *testing.T) {
	for name, c := range map[string]struct {
		handler func(context.Context, kafka.Tombstone) error
		want    string
	}{
		"handled": {func(context.Context, kafka.Tombstone) error { return nil }, "handled 1, ignored 1, <nil>"},
		"fails":   {func(context.Context, kafka.Tombstone) error { return errBusy }, "handled 0, ignored 0, kafka: handling a tombstone of content.created (content.events partition 0 offset 0): busy"},
	} {
		brokers := onePartition(t)
		createTopics(t, brokers, "content.events")
		first, second := tombstone("c-1", "content.created"), tombstone("c-1", "content.deleted")
		first.Topic, second.Topic = "content.events", "content.events"
		send(t, brokers, first, second)
		consumer := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Retry: once, Registry: catalog.Registry()})
		handleTombstones(t, consumer, c.handler, "content.created")
		report, err := kafka.Replay(deadline(t), consumer, kafka.ReplayConfig{Topic: "content.events"})
		if got := fmt.Sprintf("handled %d, ignored %d, %v", report.Handled, report.Ignored, err); got != c.want {
			t.Errorf("%s: %s\nwant %s", name, got, c.want)
		}
	}
}
