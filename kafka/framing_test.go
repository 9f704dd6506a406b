package kafka_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog/content"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/dlq"
	"github.com/twmb/franz-go/pkg/kgo"
)

// named is a registry that knows each schema by one id.
type named struct {
	id    kafka.SchemaID
	fails atomic.Pointer[error]
	asked atomic.Int32
}

func (n *named) SchemaID(context.Context, events.Descriptor, string) (kafka.SchemaID, error) {
	n.asked.Add(1)
	if err := n.fails.Load(); err != nil {
		return kafka.SchemaID{}, *err
	}
	return n.id, nil
}

var aGUID = [16]byte{0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x47, 0x88, 0x89, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff, 1}

// TestFraming publishes in each way, and consumes all of it with one consumer that
// was told nothing.
func TestFraming(t *testing.T) {
	s := newStage(t, 1)
	e := created("c-1", events.WithID("e-1"), events.CorrelationID("req-1"))
	plain := document(t, e)
	for i, c := range []struct {
		name    string
		framing kafka.Framing
		id      kafka.SchemaID
		prefix  string
		header  string
	}{
		{"unframed", kafka.FramingNone, kafka.SchemaID{}, "", ""},
		{"a prefix", kafka.FramingSchemaIDPrefix, kafka.SchemaID{ID: 0x01020304, GUID: aGUID}, "\x00\x01\x02\x03\x04", ""},
		{"a header with a GUID", kafka.FramingSchemaIDHeader, kafka.SchemaID{ID: 7, GUID: aGUID}, "", "\x01" + string(aGUID[:])},
		{"a header of a registry without GUIDs", kafka.FramingSchemaIDHeader, kafka.SchemaID{ID: 7}, "", "\x00\x00\x00\x00\x07"},
	} {
		config := kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Framing: c.framing}
		schemas := &named{id: c.id}
		if c.framing != kafka.FramingNone {
			config.SchemaIDs = schemas
		}
		pub := newPublisher(t, config)
		for range 2 {
			if err := pub.Publish(deadline(t), e); err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
		}
		records := s.held(t, "content.events")
		for _, r := range records[2*i:] {
			if want := c.prefix + string(plain); string(r.Value) != want {
				t.Errorf("%s: value %q, want %q", c.name, r.Value, want)
			}
			if got := header(r, kafka.HeaderSchemaID); got != c.header {
				t.Errorf("%s: header %q, want %q", c.name, got, c.header)
			}
			if string(r.Key) != "c-1" || header(r, kafka.HeaderEventID) != "e-1" {
				t.Errorf("%s: key %q, headers %s", c.name, r.Key, headers(r))
			}
		}
		if asked := schemas.asked.Load(); c.framing != kafka.FramingNone && asked != 1 {
			t.Errorf("%s: the registry was asked %d times", c.name, asked)
		}
	}
	consumer := s.consumer(t, kafka.ConsumerConfig{})
	var got []string
	handle(t, consumer, func(ctx context.Context, e events.Event[content.Created]) error {
		r, _ := kafka.RecordFrom(ctx)
		d, err := r.Document()
		if err != nil || !bytes.Equal(d, plain) {
			t.Errorf("document %q, %v", d, err)
		}
		got = append(got, e.Payload.ContentID)
		return nil
	})
	runToEnd(t, consumer)
	if len(got) != 8 {
		t.Errorf("%d events were handled, want 8", len(got))
	}
}

// TestFramedRecordsArePutAsideAsTheyAre keeps the bytes of what is refused.
func TestFramedRecordsArePutAsideAsTheyAre(t *testing.T) {
	s := newStage(t, 1)
	values := []string{
		"\x00\x00\x00\x00\x09" + strings.Replace(string(document(t, created("c-1"))), `"c-1"`, `""`, 1),
		"\x00\x00\x00\x00\x09",   // an id without an event
		"\x00\x00\x09",           // less than an id
		"\x01\x00\x00\x00\x09{}", // of another format
	}
	for _, value := range values {
		s.send(t, &kgo.Record{Topic: s.name("content.events"), Key: []byte("c-1"), Value: []byte(value)})
	}
	consumer := s.consumer(t, kafka.ConsumerConfig{})
	handle(t, consumer, func(context.Context, events.Event[content.Created]) error { return errors.New("unexpected") })
	runToEnd(t, consumer)
	letters := s.held(t, "content.events.dlq")
	if len(letters) != len(values) {
		t.Fatalf("%d dead letters", len(letters))
	}
	for i, want := range []string{"/payload/contentId must not be empty", "", "", ""} {
		if got := string(letters[i].Value); got != values[i] {
			t.Errorf("value %q, want %q", got, values[i])
		}
		if got := header(letters[i], kafka.HeaderDeadLetterReason); got != string(kafka.ReasonInvalid) {
			t.Errorf("value %q: reason %q", values[i], got)
		}
		if got := header(letters[i], kafka.HeaderDeadLetterError); !strings.Contains(got, want) {
			t.Errorf("value %q: error %q, want %q", values[i], got, want)
		}
	}
}

// TestRedrivesOfFramedRecords sends back what is sound as it was, and what was
// repaired without an id that might not be its own.
func TestRedrivesOfFramedRecords(t *testing.T) {
	const id = "\x00\x00\x00\x00\x09"
	sound := document(t, created("c-1", events.WithID("e-1")))
	broken := bytes.Replace(sound, []byte(`"contentId":"c-1"`), []byte(`"contentId":""`), 1)
	brokers := startRedriven(t,
		letter("c-1", append([]byte(id), sound...), kafka.HeaderSchemaID, id),
		letter("c-2", append([]byte(id), broken...), kafka.HeaderSchemaID, id))
	runGroup(t, kafka.ConsumerConfig{Cluster: cluster.Config{Brokers: brokers}})
	report, err := redrive(t, dlq.RedriveConfig{Cluster: cluster.Config{Brokers: brokers}, Repair: func(d dlq.Letter) ([]byte, error) {
		document, err := d.Original.Document()
		if bytes.Equal(document, broken) {
			return sound, err
		}
		return nil, err
	}})
	if err != nil || counts(report) != "chosen 2, sent 2, repaired 1, handled 2" {
		t.Fatalf("%s, %v", counts(report), err)
	}
	sent := committedRecords(t, brokers, "content.events")
	if len(sent) != 2 || string(sent[0].Value) != id+string(sound) || header(sent[0], kafka.HeaderSchemaID) != id {
		t.Errorf("unchanged: sent %v", sent)
	}
	if len(sent) == 2 && (!bytes.Equal(sent[1].Value, sound) || header(sent[1], kafka.HeaderSchemaID) != "") {
		t.Errorf("repaired: value %q, headers %s", sent[1].Value, headers(sent[1]))
	}
}

func TestFramingIsRefusedWhenNoIDIsKnown(t *testing.T) {
	s := newStage(t, 1)
	down := errors.New("it answers 503: Service Unavailable")
	schemas := &named{id: kafka.SchemaID{ID: 3}}
	schemas.fails.Store(&down)
	pub := newPublisher(t, kafka.PublisherConfig{Cluster: cluster.Config{Brokers: s.brokers}, Topics: s.naming(), Framing: kafka.FramingSchemaIDPrefix, SchemaIDs: schemas})
	err := pub.Publish(deadline(t), created("c-1", events.WithID("e-1")))
	failed, ok := errors.AsType[*kafka.PublishError](err)
	if !ok || !failed.Refused || failed.Retry != kafka.RetrySafe {
		t.Errorf("%#v", err)
	}
	if want := "kafka: content.created e-1 was refused, nothing was sent: the schema id of content.created is not known: it answers 503: Service Unavailable"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
	if unknown, ok := errors.AsType[*kafka.SchemaIDError](err); !ok || unknown.EventType != "content.created" || !errors.Is(err, down) {
		t.Errorf("error %v", err)
	}
	schemas.fails.Store(nil)
	if err := pub.Publish(deadline(t), created("c-1", events.WithID("e-1"))); err != nil {
		t.Errorf("when it answers again: %v", err)
	}
	if asked := schemas.asked.Load(); asked != 2 {
		t.Errorf("asked %d times", asked)
	}
}

func TestFramingIsConfiguredWholly(t *testing.T) {
	for _, c := range []struct {
		config kafka.PublisherConfig
		want   string
	}{
		{kafka.PublisherConfig{Framing: 9}, "kafka: PublisherConfig.Framing is 9: want FramingNone, FramingSchemaIDPrefix or FramingSchemaIDHeader"},
		{kafka.PublisherConfig{Framing: kafka.FramingSchemaIDHeader}, "kafka: PublisherConfig.SchemaIDs is missing: Framing needs one, such as a registry.Client"},
		{kafka.PublisherConfig{SchemaIDs: &named{}}, "kafka: PublisherConfig.SchemaIDs is set but has no effect: set Framing to FramingSchemaIDPrefix or FramingSchemaIDHeader"},
		{kafka.PublisherConfig{Framing: kafka.FramingSchemaIDPrefix, SchemaIDs: &named{}, Mode: kafka.ModeCloudEventsBinary}, "kafka: PublisherConfig.Framing cannot be combined with a CloudEvents mode: the registered schema is that of the whole document"},
	} {
		_, err := kafka.NewPublisher(c.config)
		if wrong, ok := errors.AsType[*cluster.ConfigError](err); !ok || wrong.Error() != c.want {
			t.Errorf("error %v, want %s", err, c.want)
		}
	}
}
