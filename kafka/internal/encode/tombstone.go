package encode

import (
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/twmb/franz-go/pkg/kgo"
)

// A Tombstone deletes a key. An [Encoder] encodes it like an event without a document.
type Tombstone struct {
	Type    events.Descriptor
	Deleted string // the key
	NoValue error  // returned by AppendTo
}

var _ events.Message = Tombstone{}

// Meta implements [events.Message].
func (t Tombstone) Meta() (m events.Metadata) {
	if t.Type != nil {
		m.EventType = t.Type.Name()
	}
	return m
}

// Descriptor implements [events.Message].
func (t Tombstone) Descriptor() events.Descriptor { return t.Type }

// Key implements [events.Message].
func (t Tombstone) Key() (string, bool) { return t.Deleted, t.Deleted != "" }

// AppendTo implements [events.Message].
func (t Tombstone) AppendTo(dst []byte) ([]byte, error) { return dst, t.NoValue }

// fillTombstone writes the record of a tombstone into r.
func (k *Encoder) fillTombstone(call *Call, r *Record, t Tombstone, meta *events.Metadata) error {
	to, err := k.destination(t)
	if err != nil {
		return err
	}
	switch {
	case len(t.Type.KeyFields()) == 0:
		return fmt.Errorf("its type has no key: a tombstone of %s deletes nothing", t.Type.Name())
	case t.Deleted == "":
		return k.config.Errors.MissingKey(nil)
	}
	own, err := k.intercept(call, r, t, to.topic, t.Deleted, true)
	if err != nil {
		return err
	}
	var room [record.MaxHeaders]record.HeaderValue
	headers := append(room[:0], record.HeaderValue{Key: record.EventType, Value: meta.EventType})
	if call.Cause != nil && call.Cause.EventID != "" {
		headers = append(headers, record.HeaderValue{Key: record.CorrelationID, Value: correlationOf(call.Cause)})
		headers = record.AppendCause(headers, call.Cause)
	}
	headers = append(headers, k.trace(call, r, meta, to.topic)...)
	r.Kafka = kgo.Record{Topic: to.topic, Key: []byte(t.Deleted)}
	for _, h := range headers {
		r.Kafka.Headers = append(r.Kafka.Headers, kgo.RecordHeader{Key: h.Key, Value: []byte(h.Value)})
	}
	r.addHeaders(own)
	return k.size(r, to)
}
