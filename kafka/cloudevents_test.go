package kafka_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
)

// modes are the ways in which records hold events.
var modes = []struct {
	name string
	mode kafka.Mode
}{{"envelope", kafka.ModeEnvelope}, {"binary", kafka.ModeCloudEventsBinary}, {"structured", kafka.ModeCloudEventsStructured}}

// headerLines are a record's headers, "key: value".
func headerLines(r *kgo.Record) []string {
	var list []string
	for _, h := range r.Headers {
		list = append(list, h.Key+": "+string(h.Value))
	}
	return list
}

// handedOver is what a handler was called with.
type handedOver struct {
	event  events.Event[content.Created]
	record *kgo.Record
}

func handOver(ctx context.Context, e events.Event[content.Created]) handedOver {
	r, _ := kafka.RecordFrom(ctx)
	rec := &kgo.Record{Key: r.Key, Value: r.Value}
	for _, h := range r.Headers {
		rec.Headers = append(rec.Headers, kgo.RecordHeader(h))
	}
	return handedOver{e, rec}
}

func TestPublishCloudEvents(t *testing.T) {
	e := created("c-1", events.WithID("e-1"), events.CorrelationID("req-123"), events.WithTimestamp(at))
	e.Metadata.Unknown = `"tenantId":7`
	const (
		payload  = `{"contentId":"c-1","contentType":"MOVIE","title":"Title of c-1","createdBy":"user-456"}`
		metadata = `{"specversion":"1.0","id":"e-1","type":"content.created","eventversion":"1.0.0","time":"2026-02-03T12:00:00.000Z","source":"cms-service",` +
			`"correlationid":"req-123","datacontenttype":"application/json","partitionkey":"c-1","unknownfields":"{\"metadata\":{\"tenantId\":7}}"`
	)
	for _, c := range []struct {
		mode    kafka.Mode
		value   string
		headers []string
	}{
		{kafka.ModeCloudEventsBinary, payload, []string{
			"ce_specversion: 1.0", "ce_id: e-1", "ce_type: content.created", "ce_eventversion: 1.0.0", "ce_time: 2026-02-03T12:00:00.000Z",
			"ce_source: cms-service", "ce_correlationid: req-123", "content-type: application/json", "ce_partitionkey: c-1", `ce_unknownfields: {"metadata":{"tenantId":7}}`,
		}},
		{kafka.ModeCloudEventsStructured, metadata + `,"data":` + payload + `}`, []string{"content-type: application/cloudevents+json"}},
	} {
		s := newStage(t, 1)
		pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Mode: c.mode})
		if err := pub.Publish(deadline(t), e); err != nil {
			t.Fatal(err)
		}
		r := s.held(t, "content.events")[0]
		if string(r.Key) != "c-1" || string(r.Value) != c.value || !slices.Equal(headerLines(r), c.headers) {
			t.Errorf("mode %d: key %s\n%s\n%s", c.mode, r.Key, r.Value, strings.Join(headerLines(r), "\n"))
		}
	}
}

// A handler's events name their cause in all modes, and one publisher's mode is no
// business of its consumers.
func TestModesInOneTopic(t *testing.T) {
	s := newStage(t, 1)
	want := map[string]string{}
	for _, m := range modes {
		pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Mode: m.mode})
		e := created("c-1", events.WithID("e "+m.name+"\n"), events.WithTimestamp(at))
		e.Metadata.Unknown, e.Unknown = `"tenantId":1.0`, `"beside":"100%"`
		text, err := events.MarshalString(e)
		if err != nil {
			t.Fatal(err)
		}
		want[e.Metadata.EventID] = text
		if err := pub.Publish(deadline(t), e); err != nil {
			t.Fatal(err)
		}
	}
	out := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: func(events.Descriptor) string { return s.name("out") }, Mode: kafka.ModeCloudEventsBinary})
	s.create(t, 1, "out")
	c := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
		text, err := events.MarshalString(e)
		if err != nil || text != want[e.Metadata.EventID] {
			t.Errorf("%v\n got %s\nwant %s", err, text, want[e.Metadata.EventID])
		}
		if r, _ := kafka.RecordFrom(ctx); true {
			if document, err := r.Document(); err != nil || string(document) != text {
				t.Errorf("the record's document is %s, %v", document, err)
			}
		}
		return out.Publish(ctx, created("c-2", events.WithID("of "+e.Metadata.EventID)))
	})
	if err := c.RunToEnd(deadline(t)); err != nil || c.Stats().Handled != 3 {
		t.Errorf("%+v, %v", c.Stats(), err)
	}
	for i, r := range s.held(t, "out") {
		if lines := headerLines(r); !slices.Contains(lines, "causation-id: e "+modes[i].name+"\n") || !slices.Contains(lines, "ce_correlationid: e "+modes[i].name+"%0A") {
			t.Errorf("%q", lines)
		}
	}
}

// What is put aside, and sent again, is the record that it was.
func TestDeadLettersOfCloudEvents(t *testing.T) {
	for _, m := range modes[1:] {
		t.Run(m.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Mode: m.mode})
			if err := pub.Publish(deadline(t), created("c-1", events.WithID("e-1"), events.WithTimestamp(at))); err != nil {
				t.Fatal(err)
			}
			var broken atomic.Bool
			broken.Store(true)
			handled := make(chan handedOver, 2)
			c := s.consumer(t, kafka.ConsumerConfig{Retry: kafka.RetryPolicy{MaxAttempts: 1}})
			handle(t, c, func(ctx context.Context, e events.Event[content.Created]) error {
				if broken.Load() {
					return errors.New("index is down")
				}
				handled <- handOver(ctx, e)
				return nil
			})
			runUntilStopped(t, c)
			settled(t, s, 1)
			for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: s.brokers}, Topics: []string{s.name("content.events.dlq")}}) {
				if err != nil || d.EventType != "content.created" || d.EventID != "e-1" || d.EventVersion != "1.0.0" {
					t.Errorf("dead letter %+v, %v", d, err)
				}
			}
			first := s.held(t, "content.events")[0]
			broken.Store(false)
			report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq")})
			if err != nil || counts(report) != "chosen 1, sent 1, handled 1" {
				t.Fatalf("%s, %v", counts(report), err)
			}
			again := get(t, handled).record
			if string(first.Value) != string(again.Value) || !slices.Equal(headerLines(first), headerLines(again)[:len(first.Headers)]) {
				t.Errorf("%s\n%s\nbecame %s\n%s", first.Value, headerLines(first), again.Value, headerLines(again))
			}
		})
	}
}

// An invalid CloudEvent says what is wrong with it; a repaired one is a CloudEvent
// again, with the attributes that its sender gave it.
func TestRepairedCloudEvents(t *testing.T) {
	const payload = `{"contentId":"c-1","contentType":"PROGRAM","title":"","createdBy":"user-456"}`
	header := func(key, value string) kgo.RecordHeader { return kgo.RecordHeader{Key: key, Value: []byte(value)} }
	attributes := []kgo.RecordHeader{
		header("ce_specversion", "1.0"), header("ce_id", "e-1"), header("ce_type", "content.created"), header("ce_source", "my service"),
		header("ce_time", "2026-02-03T12:00:00Z"), header("ce_eventversion", "1.0.0"), header("ce_subject", "x"), header("tenant", "t-1"),
	}
	const inJSON = `{"specversion":"1.0","id":"e-1","type":"content.created","source":"my service","time":"2026-02-03T12:00:00Z","eventversion":"1.0.0","subject":"x","data":`
	for _, c := range []struct {
		name  string
		sent  kgo.Record
		value string // in part, of the record that is sent again
	}{
		{"binary", kgo.Record{Value: []byte(payload), Headers: attributes}, `"title":"Evening News"`},
		{"structured", kgo.Record{Value: []byte(inJSON + payload + "}"), Headers: []kgo.RecordHeader{header("content-type", "application/cloudevents+json; charset=UTF-8"), header("tenant", "t-1")}},
			`"source":"my%20service","datacontenttype":"application/json","partitionkey":"c-1","subject":"x","data":{"contentId":"c-1","contentType":"PROGRAM","title":"Evening News"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t, 1)
			c.sent.Key = []byte("c-1")
			s.send(t, &c.sent)
			handled := make(chan handedOver, 1)
			consumer := s.consumer(t, kafka.ConsumerConfig{})
			handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
				handled <- handOver(ctx, e)
				return nil
			})
			runUntilStopped(t, consumer)
			settled(t, s, 1)
			const want = "content.created is invalid: /metadata/source must be a URI-reference, with all other characters percent-encoded (attribute source of the CloudEvent); /payload/title must not be empty"
			for d, err := range dlq.List(deadline(t), dlq.Config{Cluster: cluster.Config{Brokers: s.brokers}, Topics: []string{s.name("content.events.dlq")}}) {
				if err != nil || d.Reason != kafka.ReasonInvalid || d.Error != want || len(d.Violations) != 2 || d.EventID != "e-1" {
					t.Errorf("dead letter %+v, %v", d, err)
				}
			}
			report, err := redrive(t, dlq.RedriveConfig{
				Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq"),
				Repair: func(d dlq.Letter) ([]byte, error) {
					document, err := d.Original.Document()
					return []byte(strings.Replace(string(document), `"title":""`, `"title":"Evening News"`, 1)), err
				},
			})
			if err != nil || counts(report) != "chosen 1, sent 1, repaired 1, handled 1" {
				t.Fatalf("%s, %v", counts(report), err)
			}
			got := get(t, handled)
			e, again := got.event, got.record
			if e.Metadata.Source != "my service" || e.Payload.Title != "Evening News" || e.Metadata.Unknown != `"cloudEvent":{"subject":"x"}` {
				t.Errorf("%+v", e)
			}
			if lines := strings.Join(headerLines(again), " "); !strings.Contains(string(again.Value), c.value) || strings.Count(lines, "content-type:") != 1 || !strings.Contains(lines, "tenant: t-1") {
				t.Errorf("%s\n%s", again.Value, lines)
			}
		})
	}
}

// A CloudEvent that a document cannot hold in full is not repaired.
func TestRepairMustNotLoseAttributes(t *testing.T) {
	s := newStage(t, 1)
	s.send(t, &kgo.Record{Key: []byte("c-1"), Value: []byte(`{}`), Headers: []kgo.RecordHeader{{Key: "ce_specversion", Value: []byte("1.0")}, {Key: "ce_X-Y", Value: []byte("z")}}})
	c := s.consumer(t, kafka.ConsumerConfig{})
	handleAny(t, c, func(context.Context, events.Any) error { return nil })
	if err := c.RunToEnd(deadline(t)); err != nil {
		t.Fatal(err)
	}
	text, err := events.Marshal(created("c-1"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = redrive(t, dlq.RedriveConfig{
		Cluster: cluster.Config{Brokers: s.brokers}, DeadLetterTopic: s.name("content.events.dlq"),
		Repair: func(dlq.Letter) ([]byte, error) { return text, nil },
	})
	if err == nil || !strings.Contains(err.Error(), "/metadata/cloudEvent/X-Y must have a name of lower-case letters and digits") {
		t.Errorf("%v", err)
	}
}

func TestUnknownMode(t *testing.T) {
	_, err := kafka.NewPublisher(kafka.PublisherConfig{Mode: 3})
	if want := "kafka: PublisherConfig.Mode is 3: want ModeEnvelope, ModeCloudEventsBinary or ModeCloudEventsStructured"; err == nil || err.Error() != want {
		t.Errorf("%v, want %s", err, want)
	}
}
