package kafka_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
)

// edited is a sound event's document with one text replaced by another.
func edited(t *testing.T, old, new string) []byte {
	t.Helper()
	data := string(document(t, created("c-1", events.WithID("e-1"), events.CorrelationID("req-123"))))
	if !strings.Contains(data, old) {
		t.Fatalf("no %s in %s", old, data)
	}
	return []byte(strings.Replace(data, old, new, 1))
}

func TestDeadLetters(t *testing.T) {
	kv := func(list ...string) (out []kgo.RecordHeader) {
		for i := 0; i < len(list); i += 2 {
			out = append(out, kgo.RecordHeader{Key: list[i], Value: []byte(list[i+1])})
		}
		return out
	}
	sound := edited(t, "", "")
	contradicts := func(pointer, header string) string {
		return `[{"pointer":"` + pointer + `","rule":"const","message":"is contradicted by the record's header ` + header + `"}]`
	}
	for _, c := range []struct {
		name       string
		value      []byte
		headers    []kgo.RecordHeader
		reason     string
		text       string
		violations string
		logged     string
	}{
		{name: "broken contract", value: edited(t, `"title":"Title of c-1"`, `"title":""`), headers: kv("content-id", "c-1", "content-type", "MOVIE"),
			reason: "invalid", text: "content.created is invalid: /payload/title must not be empty",
			violations: `[{"pointer":"/payload/title","rule":"minLength","limit":"1","message":"must not be empty"}]`,
			logged:     `event_type=content.created event_id=e-1 violations="[/payload/title minLength]"`},
		{name: "two violations", value: edited(t, `"title":"Title of c-1","createdBy":"user-456"`, `"title":""`),
			reason: "invalid", text: "content.created is invalid: /payload/title must not be empty; /payload/createdBy is required",
			violations: `[{"pointer":"/payload/title","rule":"minLength","limit":"1","message":"must not be empty"},{"pointer":"/payload/createdBy","rule":"required","message":"is required"}]`,
			logged:     `violations="[/payload/title minLength /payload/createdBy required]"`},
		{name: "no JSON", value: []byte("hello"),
			reason: "invalid", logged: `event_type="" event_id="" violations="[ syntax]"`},
		{name: "empty value", value: []byte{},
			reason: "invalid", logged: `violations="[ syntax]"`},
		{name: "before the contract", value: edited(t, `"eventVersion":"1.0.0"`, `"eventVersion":"1.0"`),
			reason: "invalid", logged: `violations="[/metadata/eventVersion pattern]"`},
		{name: "unknown type", value: edited(t, `"content.created"`, `"content.cloned"`),
			reason: "unknown-type", text: `event type "content.cloned" is unknown: add it to the contract, or register its descriptor`,
			logged: `event_type=content.cloned event_id=e-1 error="event type \"content.cloned\" is unknown`},
		{name: "newer major", value: edited(t, `"eventVersion":"1.0.0"`, `"eventVersion":"2.0.0"`),
			reason: "unsupported-version", text: "content.created 2.0.0 is not supported: this service knows 1.0.0; update its contract, or register a migration",
			logged: `event_type=content.created event_id=e-1 error="content.created 2.0.0 is not supported`},
		{name: "header contradicts type", value: sound, headers: kv("event-type", "content.deleted"),
			reason: "invalid", text: "content.created is invalid: /metadata/eventType is contradicted by the record's header event-type",
			violations: contradicts("/metadata/eventType", "event-type"), logged: `violations="[/metadata/eventType const]"`},
		{name: "header contradicts content id", value: sound, headers: kv("content-id", "c-2"),
			reason: "invalid", violations: contradicts("/payload/contentId", "content-id")},
		{name: "header contradicts version", value: sound, headers: kv("event-version", "1.0.1"),
			reason: "invalid", violations: contradicts("/metadata/eventVersion", "event-version")},
		{name: "header contradicts id", value: sound, headers: kv("event-id", "e-2"),
			reason: "invalid", violations: contradicts("/metadata/eventId", "event-id")},
		{name: "header contradicts source", value: sound, headers: kv("event-source", "cms"),
			reason: "invalid", violations: contradicts("/metadata/source", "event-source")},
		{name: "header contradicts correlation id", value: sound, headers: kv("correlation-id", "req-124"),
			reason: "invalid", violations: contradicts("/metadata/correlationId", "correlation-id")},
		{name: "one of two headers contradicts", value: sound, headers: kv("event-type", "content.created", "event-type", "x"),
			reason: "invalid", violations: contradicts("/metadata/eventType", "event-type")},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 6)
			s.send(t,
				&kgo.Record{Partition: 0, Key: []byte("c-1"), Value: c.value, Headers: c.headers},
				&kgo.Record{Partition: 0, Key: []byte("c-1"), Value: document(t, created("c-1", events.WithID("after")))})
			sent := s.held(t, "content.events")[0]

			var log logs
			var handled []string
			consumer := s.consumer(t, kafka.ConsumerConfig{Logger: log.logger()})
			handle(t, consumer, func(_ context.Context, e events.Event[content.Created]) error {
				handled = append(handled, e.Metadata.EventID)
				return nil
			})
			runToEnd(t, consumer)

			if len(handled) != 1 || handled[0] != "after" {
				t.Errorf("handled %v, want only the event after the dead letter", handled)
			}
			if s := consumer.Stats(); s != (kafka.Stats{Handled: 1, DeadLetters: 1}) {
				t.Errorf("stats %+v", s)
			}
			if n := s.committed(t); n != 2 {
				t.Errorf("committed %d, want 2", n)
			}
			letters := s.held(t, "content.events.dlq")
			if len(letters) != 1 {
				t.Fatalf("%d dead letters, want 1", len(letters))
			}
			letter := letters[0]
			if string(letter.Key) != "c-1" || string(letter.Value) != string(c.value) || (letter.Value == nil) != (c.value == nil) {
				t.Errorf("dead letter %s: %s, want the record as it was", letter.Key, letter.Value)
			}
			for i, h := range c.headers {
				if got := letter.Headers[i]; got.Key != h.Key || string(got.Value) != string(h.Value) {
					t.Errorf("header %s=%s, want %s=%s", got.Key, got.Value, h.Key, h.Value)
				}
			}
			var names []string
			for _, h := range letter.Headers[len(c.headers):] {
				names = append(names, h.Key)
			}
			want := "dlq-reason dlq-error dlq-violations dlq-topic dlq-partition dlq-offset dlq-timestamp dlq-group " +
				"__dlq.errors.topic __dlq.errors.partition __dlq.errors.offset __dlq.errors.group __dlq.errors.delivery.count __dlq.errors.message"
			if c.reason != "invalid" {
				want = strings.Replace(want, "dlq-violations ", "", 1)
			}
			if got := strings.Join(names, " "); got != want {
				t.Errorf("headers %s\nwant    %s", got, want)
			}
			for key, want := range map[string]string{
				"dlq-reason": c.reason, "dlq-topic": s.name("content.events"), "dlq-group": s.group, "dlq-offset": "0",
				"dlq-partition": string('0' + rune(sent.Partition)), "dlq-timestamp": sent.Timestamp.UTC().Format("2006-01-02T15:04:05.000Z"),
			} {
				if got := header(letter, key); got != want {
					t.Errorf("%s is %q, want %q", key, got, want)
				}
			}
			if got := header(letter, "dlq-error"); got == "" || c.text != "" && got != c.text {
				t.Errorf("dlq-error %q\nwant      %q", got, c.text)
			}
			got := header(letter, "dlq-violations")
			if c.violations != "" && got != c.violations {
				t.Errorf("dlq-violations %s\nwant           %s", got, c.violations)
			}
			if c.reason == "invalid" {
				var list []events.Violation
				if err := json.Unmarshal([]byte(got), &list); err != nil || len(list) == 0 || list[0].Rule == "" || list[0].Message == "" {
					t.Errorf("dlq-violations %s: %v", got, err)
				}
			}
			for _, want := range []string{`level=WARN msg="kafka: dead letter" reason=` + c.reason + " dead_letter_topic=" + s.name("content.events.dlq") + " topic=" + s.name("content.events"), c.logged} {
				if !strings.Contains(log.String(), want) {
					t.Errorf("logged %s\nwant   … %s", log.String(), want)
				}
			}
			if strings.Contains(log.String(), "Title of") {
				t.Errorf("a value was logged: %s", log.String())
			}
		})
	}
}

func TestHeadersThatDoNotContradict(t *testing.T) {
	s := newStage(t, 6)
	plain := document(t, created("c-1"))
	h := func(key, value string) kgo.RecordHeader { return kgo.RecordHeader{Key: key, Value: []byte(value)} }
	s.send(t,
		&kgo.Record{Value: plain}, // none at all, nor a key
		&kgo.Record{Value: plain, Headers: []kgo.RecordHeader{h("event-type", "content.created"), h("content-type", "MOVIE"), h("Event-Type", "x")}},
		&kgo.Record{Value: plain, Headers: []kgo.RecordHeader{h("event-type", ""), {Key: "event-id"}}},
		// The event says nothing of a correlation, so nothing is contradicted.
		&kgo.Record{Value: plain, Headers: []kgo.RecordHeader{h("correlation-id", "req-1")}})
	c := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	runToEnd(t, c)
	if s := c.Stats(); s != (kafka.Stats{Handled: 4}) {
		t.Errorf("stats %+v", s)
	}
}

func TestDeadLetterTopicOfOnesOwn(t *testing.T) {
	brokers := startBroker(t)
	send(t, brokers, &kgo.Record{Topic: "content.events", Value: []byte("{}")})
	c := newConsumer(t, kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: brokers}, DeadLetterTopic: func(topic string) string { return "dead." + topic },
	})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	runToEnd(t, c)
	if n := len(held(t, brokers, "dead.content.events")); n != 1 {
		t.Errorf("%d dead letters, want 1", n)
	}
}

// Violations without end still fit the headers.
func TestManyViolations(t *testing.T) {
	brokers := startBroker(t)
	genres := strings.Repeat(`"",`, 1500)
	program := `,"program":{"id":"p","title":"t","contentType":"MOVIE","status":"DRAFT","createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","genres":[` + genres[:len(genres)-1] + `]}`
	send(t, brokers, &kgo.Record{Topic: "content.events", Value: edited(t, `"createdBy":"user-456"`, `"createdBy":"user-456"`+program)})
	var log logs
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Logger: log.logger()})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	runToEnd(t, c)
	letter := held(t, brokers, "content.events.dlq")[0]
	text := header(letter, "dlq-violations")
	var list []events.Violation
	if err := json.Unmarshal([]byte(text), &list); err != nil {
		t.Fatal(err)
	}
	var omitted int
	if err := json.Unmarshal([]byte(header(letter, "dlq-omitted")), &omitted); err != nil {
		t.Fatal(err)
	}
	if len(list) < 100 || len(text) > 16<<10 || len(list)+omitted != 1500 {
		t.Errorf("%d violations in %d bytes, %d omitted, want 1500 in all", len(list), len(text), omitted)
	}
	if !strings.Contains(log.String(), "/payload/program/genres/9 minLength and 1490 more]") {
		t.Errorf("logged %s", log.String())
	}
}

// A record that is as large as can be finds its way to the dead letters, since
// they are compressed.
func TestGreatestDeadLetter(t *testing.T) {
	brokers := startBroker(t)
	value := []byte(strings.Repeat("x", 1<<20-100))
	pub := client(t, brokers, kgo.ProducerBatchMaxBytes(1<<20+12), kgo.ProducerBatchCompression(kgo.NoCompression()))
	if err := pub.ProduceSync(deadline(t), &kgo.Record{Topic: "content.events", Value: value}).FirstErr(); err != nil {
		t.Fatal(err)
	}
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	runToEnd(t, c)
	if letters := held(t, brokers, "content.events.dlq"); len(letters) != 1 || string(letters[0].Value) != string(value) {
		t.Errorf("%d dead letters", len(letters))
	}
}

// A dead letter that the cluster refuses keeps the record where it is.
func TestDeadLetterRefused(t *testing.T) {
	target := startCluster(t, kfake.DefaultNumPartitions(1))
	brokers := target.ListenAddrs()
	send(t, brokers,
		&kgo.Record{Topic: "content.events", Value: document(t, created("c-1"))},
		&kgo.Record{Topic: "content.events", Value: []byte("{}")},
		&kgo.Record{Topic: "content.events", Value: document(t, created("c-2"))})
	fault := target.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: "content.events.dlq", Err: kerr.TopicAuthorizationFailed, Count: -1})
	var handled []string
	consumer := func() *kafka.Consumer {
		c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "indexer"})
		handle(t, c, func(_ context.Context, e events.Event[content.Created]) error {
			handled = append(handled, e.Payload.ContentID)
			return nil
		})
		return c
	}
	err := consumer().RunToEnd(deadline(t))
	var dead *kafka.DeadLetterError
	if !errors.As(err, &dead) || !errors.Is(err, kerr.TopicAuthorizationFailed) {
		t.Fatalf("error %v, want a DeadLetterError", err)
	}
	if want := (kafka.DeadLetterError{Reason: kafka.ReasonInvalid, Topic: "content.events", Offset: 1, DeadLetterTopic: "content.events.dlq", Err: dead.Err}); *dead != want {
		t.Errorf("error %+v", *dead)
	}
	want := "kafka: dead letter to content.events.dlq (invalid, content.events partition 0 offset 1): TOPIC_AUTHORIZATION_FAILED: Not authorized to access topics: [Topic authorization failed.]"
	if err.Error() != want {
		t.Errorf("error %s\nwant  %s", err, want)
	}
	if n := committed(t, brokers, "indexer", "content.events"); n != 1 {
		t.Errorf("committed %d, want 1: the dead letter is not written", n)
	}

	fault.Remove()
	runToEnd(t, consumer())
	if strings.Join(handled, " ") != "c-1 c-2" {
		t.Errorf("handled %v", handled)
	}
	if n := len(held(t, brokers, "content.events.dlq")); n != 1 {
		t.Errorf("%d dead letters, want 1", n)
	}
}

// The offset is committed only after the dead letter was acknowledged.
func TestDeadLetterIsAcknowledgedFirst(t *testing.T) {
	target := startCluster(t, kfake.SeedTopics(1, "content.events", "content.events.dlq"))
	brokers := target.ListenAddrs()
	send(t, brokers, &kgo.Record{Topic: "content.events", Value: []byte("{}")})
	hang := hangUp(t, target, kmsg.Produce)
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "indexer"})
	handle(t, c, func(context.Context, events.Event[content.Created]) error { return nil })
	r := startToEnd(t, c)
	if acks := get(t, hang.arrived).(*kmsg.ProduceRequest).Acks; acks != -1 {
		t.Errorf("acks %d, want -1: all", acks)
	}
	if n := committed(t, brokers, "indexer", "content.events"); n != 0 {
		t.Errorf("committed %d, though the dead letter is not acknowledged", n)
	}
	hang.release()
	if err := r.wait(t); err != nil {
		t.Fatal(err)
	}
	if n := committed(t, brokers, "indexer", "content.events"); n != 1 {
		t.Errorf("committed %d, want 1", n)
	}
}

// Types that no handler wants are passed over, and committed.
func TestUnwantedTypesArePassed(t *testing.T) {
	brokers := startBroker(t)
	publish(t, brokers, created("c-1"), events.New("cms", content.Deleted{
		ContentID: "c-1", ContentType: "MOVIE", Title: "t", DeletedBy: "u", DeletedAt: at,
	}))
	var log logs
	c := newConsumer(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}, Group: "indexer", Logger: log.logger()})
	handle(t, c, func(context.Context, events.Event[content.Deleted]) error { return nil })
	runToEnd(t, c)
	if s := c.Stats(); s != (kafka.Stats{Handled: 1, Ignored: 1}) {
		t.Errorf("stats %+v", s)
	}
	if n := committed(t, brokers, "indexer", "content.events"); n != 2 {
		t.Errorf("committed %d, want 2", n)
	}
	topics, err := kadm.NewClient(client(t, brokers)).ListTopics(deadline(t))
	if err != nil || topics.Has("content.events.dlq") {
		t.Errorf("topics %v, %v: nothing is dead", topics.Names(), err)
	}
	if log.String() != "" {
		t.Errorf("logged %s", log.String())
	}
}
