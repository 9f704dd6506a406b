package kafka

import (
	"context"
	"errors"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/records"
	"github.com/twmb/franz-go/pkg/kgo"
)

// ErrNoValue is returned for a record without a value. Such a record is a tombstone, which
// deletes a key from a compacted topic, not an event.
var ErrNoValue = errors.New("kafka: the record has no value")

// Decode decodes and validates the event in a record, in any supported Mode and Framing, as
// a [Consumer] does before it calls a handler. The error is [ErrNoValue] or an error of
// [events.Registry.Decode].
func Decode(reg *events.Registry, r records.Record) (e events.Any, err error) {
	if r.Unread != "" {
		return e, errors.New(r.Unread)
	}
	if r.Value == nil {
		return e, ErrNoValue
	}
	if left := deadletter.LeftOut(r.Value); left != nil {
		return e, deadletter.OfLargeValue(left).Cause
	}
	rec := &kgo.Record{Key: r.Key, Value: r.Value}
	for _, h := range r.Headers {
		rec.Headers = append(rec.Headers, kgo.RecordHeader(h))
	}
	err = decodeRecord(reg, rec, &e, events.DecodeOptions{})
	return e, err
}

// RecordFrom returns the record being handled. ctx must be the handler's context.
func RecordFrom(ctx context.Context) (records.Record, bool) {
	h, ok := ctx.Value(handlingKey{}).(*handling)
	if !ok {
		return records.Record{}, false
	}
	return records.FromClient(h.record), true
}
