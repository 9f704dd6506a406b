package kafka

import (
	"context"
	"errors"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/records"
	"github.com/twmb/franz-go/pkg/kgo"
)

// ErrNoValue says that a record has no value: it is a tombstone, by which topics forget
// a key, and no event.
var ErrNoValue = errors.New("kafka: the record has no value")

// Decode decodes the event that a record holds, whichever way it holds it, and
// validates it, as a [Consumer] does before it calls a handler. The errors are
// [ErrNoValue], and those of [events.Registry.Decode].
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

// RecordFrom returns the record that a handler was called for, by the context
// that it was given.
func RecordFrom(ctx context.Context) (records.Record, bool) {
	h, ok := ctx.Value(handlingKey{}).(*handling)
	if !ok {
		return records.Record{}, false
	}
	return records.FromClient(h.record), true
}
