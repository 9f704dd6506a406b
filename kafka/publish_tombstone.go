package kafka

import (
	"context"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/twmb/franz-go/pkg/kgo"
)

// PublishTombstone sends a record without a value to the topic of a type, which deletes the
// events of a key from it if the topic is compacted. The key is that of the events: the
// field that their contract names. The record's header event-type names the type, as
// [HandleTombstones] reads it; headers of a trace, a cause and the service's own are written
// as with an event, and interceptors are called.
//
// The tombstone keeps its order with events of the key, as events do among themselves. An
// error is a *[PublishError], as of [Publisher.Publish]; without a key, it wraps a
// *[MissingKeyError].
//
// A topic that has several types has one key for all of them: compacting it keeps the last
// record of a key, whatever its type.
func (p *Publisher) PublishTombstone(ctx context.Context, t events.Descriptor, key string) error {
	return p.Publish(ctx, deletion{t, key})
}

// deletion is a tombstone on its way through a publisher, which takes it for an event. It
// has no document.
type deletion struct {
	t   events.Descriptor
	key string
}

var _ events.Message = deletion{}

// Meta implements [events.Message].
func (d deletion) Meta() (m events.Metadata) {
	if d.t != nil {
		m.EventType = d.t.Name()
	}
	return m
}

// Descriptor implements [events.Message].
func (d deletion) Descriptor() events.Descriptor { return d.t }

// Key implements [events.Message].
func (d deletion) Key() (string, bool) { return d.key, d.key != "" }

// AppendTo implements [events.Message].
func (d deletion) AppendTo(dst []byte) ([]byte, error) { return dst, ErrNoValue }

// fillTombstone writes the record of a tombstone.
func (k encoder) fillTombstone(s *outgoingEvent, d deletion, meta *events.Metadata) error {
	to, err := k.publisher.destination(d)
	if err != nil {
		return err
	}
	switch {
	case len(d.t.KeyFields()) == 0:
		return fmt.Errorf("its type has no key: a tombstone of %s deletes nothing", d.t.Name())
	case d.key == "":
		return &MissingKeyError{}
	}
	own, err := k.intercept(s, d, to.topic, d.key, true)
	if err != nil {
		return err
	}
	var room [record.MaxHeaders]record.HeaderValue
	stamps := append(room[:0], record.HeaderValue{Key: HeaderEventType, Value: meta.EventType})
	if k.cause != nil && k.cause.EventID != "" {
		stamps = append(stamps, record.HeaderValue{Key: HeaderCorrelationID, Value: correlationOf(k.cause)})
		stamps = record.AppendCause(stamps, k.cause)
	}
	stamps = append(stamps, k.trace(s, meta, to.topic)...)
	s.record = kgo.Record{Topic: to.topic, Key: []byte(d.key)}
	for _, stamp := range stamps {
		s.record.Headers = append(s.record.Headers, kgo.RecordHeader{Key: stamp.Key, Value: []byte(stamp.Value)})
	}
	s.addHeaders(own)
	return k.size(s, to)
}
