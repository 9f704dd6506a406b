package kafka

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/delivery"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/kafka/internal/telemetry"
	"github.com/mediamesh/events/kafka/internal/topicwriter"
	"github.com/twmb/franz-go/pkg/kgo"
)

// encoder encodes the events of one call.
type encoder struct {
	publisher *Publisher
	cause     *events.Metadata // of the event that is being handled; nil if none is
	ctx       context.Context  // in the trace that goes on, if it is traced
	traced    bool
	headers   *record.UserHeaders
}

func (p *Publisher) encoder(ctx context.Context) encoder {
	h, _ := ctx.Value(handlingKey{}).(*handling)
	k := encoder{publisher: p, headers: p.headersFor(ctx, h)}
	var handled *kgo.Record
	if h != nil {
		k.cause, handled = h.meta(), h.record
	}
	k.ctx, k.traced = telemetry.Origin(ctx, handled)
	return k
}

// encode validates an event and encodes its record. The error says that it was
// refused.
func (k encoder) encode(i int, m events.Message) (*outgoingEvent, *PublishError) {
	if m == nil {
		k.publisher.metrics.Refused(nil)
		return nil, &PublishError{Index: i, Refused: true, Retry: RetryUseless, Err: errors.New("the event is nil")}
	}
	meta := m.Meta()
	s := outgoingEvents.Get().(*outgoingEvent)
	if s.told == nil {
		s.told = s.acknowledged
	}
	s.publisher, s.index, s.eventType, s.eventID = k.publisher, i, meta.EventType, meta.EventID
	s.instruments.Begin(k.publisher.metrics, m)
	if err := k.fill(s, m, &meta); err != nil {
		k.publisher.metrics.Refused(m)
		s.record = kgo.Record{} // of an earlier event, perhaps
		s.instruments.Refused(err)
		refused := s.failure(delivery.Result{Err: err, Retry: delivery.Retry(retryRefused(err))})
		refused.Refused, refused.Topic = true, ""
		s.intercepted.settled(refused)
		s.free()
		return nil, refused
	}
	return s, nil
}

// fill writes the event's record.
func (k encoder) fill(s *outgoingEvent, m events.Message, meta *events.Metadata) error {
	if d, ok := m.(deletion); ok {
		return k.fillTombstone(s, d, meta)
	}
	m, cause := k.inherit(m, meta)
	if k.publisher.config.Mode != ModeEnvelope {
		return k.fillCloudEvent(s, m, meta, cause)
	}
	var err error
	if s.bytes, err = m.AppendTo(append(s.bytes[:0], k.room()...)); err != nil {
		return err
	}
	to, err := k.publisher.destination(m)
	if err != nil {
		return err
	}
	var named frame
	if k.publisher.config.Framing != FramingNone {
		found, err := k.frame(m, to)
		if err != nil {
			return err
		}
		named = *found
		copy(s.bytes, named.prefix)
	}
	value := len(s.bytes)
	key, keyed := m.Key()
	if !keyed && to.keyRequired {
		return &MissingKeyError{Fields: m.Descriptor().KeyFields()}
	}
	own, err := k.intercept(s, m, to.topic, key, keyed)
	if err != nil {
		return err
	}
	var room [record.MaxHeaders]record.HeaderValue
	stamps := record.AppendHeaders(room[:0], meta, cause)
	stamps = append(stamps, k.trace(s, meta, to.topic)...)
	if named.header != "" {
		stamps = append(stamps, record.HeaderValue{Key: HeaderSchemaID, Value: named.header})
	}
	s.bytes = append(s.bytes, key...)
	for i := range stamps {
		s.bytes = append(s.bytes, stamps[i].Value...)
	}
	// Only now does the buffer stay where it is.
	at := value
	take := func(n int) []byte {
		at += n
		return s.bytes[at-n : at : at]
	}
	s.record = kgo.Record{Topic: to.topic, Value: s.bytes[:value:value]}
	if k := take(len(key)); keyed {
		s.record.Key = k
	}
	for i := range stamps {
		s.headers[i] = kgo.RecordHeader{Key: stamps[i].Key, Value: take(len(stamps[i].Value))}
	}
	s.record.Headers = s.headers[:len(stamps):len(stamps)]
	s.addHeaders(own)
	return k.check(s, m, meta, to)
}

// check refuses a record that is too large. One that it lets pass is counted if
// its type is deprecated.
func (k encoder) check(s *outgoingEvent, m events.Message, meta *events.Metadata, to *destination) error {
	if err := k.size(s, to); err != nil {
		return err
	}
	if to.deprecated {
		k.publisher.metrics.Deprecated(m.Descriptor(), meta.Source)
	}
	return nil
}

// size refuses a record that is too large.
func (k encoder) size(s *outgoingEvent, to *destination) error {
	s.size, s.writer = record.BatchSize(&s.record), to.writer
	if most := k.publisher.maxSize; s.size > most {
		return &TooLargeError{Size: s.size, Max: most}
	}
	return nil
}

// destination is what is known of the events of a type.
type destination struct {
	topic  string
	writer *topicwriter.Writer
	// keyRequired tells whether each event has a key. Of a list of fields, the
	// contract says what is to become the key if the earlier ones are missing;
	// then there may be none.
	keyRequired bool
	deprecated  bool
	frame       atomic.Pointer[frame] // nil until it is known
}

// destination returns where an event goes.
func (p *Publisher) destination(m events.Message) (*destination, error) {
	t := m.Descriptor()
	if to, ok := p.destinations.Load(t); ok {
		return to.(*destination), nil
	}
	if t == nil {
		meta := m.Meta()
		return nil, &events.UnknownTypeError{EventType: meta.EventType, EventID: meta.EventID}
	}
	to := &destination{topic: p.config.Topics(t), keyRequired: len(t.KeyFields()) == 1}
	if problem := cluster.TopicProblem(to.topic); problem != "" {
		return nil, errors.New(problem)
	}
	to.writer = p.writers.Of(to.topic)
	_, to.deprecated = t.Deprecation()
	p.destinations.Store(t, to)
	return to, nil
}

// MissingKeyError says that an event has no key, though its contract names the
// field for it: then nothing would keep it in order with the others about the
// same thing.
type MissingKeyError struct {
	Fields []string // of the payload, that may become the key; nil for a tombstone
}

func (e *MissingKeyError) Error() string {
	if len(e.Fields) == 0 {
		return "it has no key: a tombstone deletes what was published with its key"
	}
	return fmt.Sprintf("it has no key: /payload/%s is empty", e.Fields[0])
}

// TooLargeError says that an event's record is greater than the cluster is
// expected to take.
type TooLargeError struct {
	Size int // of a batch of nothing but the record, uncompressed, in bytes
	Max  int // what Kafka's message.max.bytes is by default, or ProducerBatchMaxBytes among ClientOptions
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("its record has %d bytes, more than the %d that the cluster is expected to take (message.max.bytes)", e.Size, e.Max)
}
