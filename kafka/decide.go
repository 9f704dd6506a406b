package kafka

import (
	"context"
	"errors"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/dispatch"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Reason is why a record could not be handled.
type Reason string

const (
	// ReasonInvalid: the record is not an event, the event violates its contract, or the
	// headers contradict the event.
	ReasonInvalid Reason = deadletter.ReasonInvalid
	// ReasonUnknownType: the event's type is not in the consumer's registry.
	ReasonUnknownType Reason = deadletter.ReasonUnknownType
	// ReasonUnsupportedVersion: the registry has the type but not the event's major
	// version, or has no migration from that version to the handler's.
	ReasonUnsupportedVersion Reason = deadletter.ReasonUnsupportedVersion
	// ReasonHandlerFailed: the handler's last attempt failed, or its error was permanent.
	ReasonHandlerFailed Reason = deadletter.ReasonHandlerFailed
	// ReasonKeyBlocked: an earlier record with the same key is a dead letter, and KeepOrder
	// is set.
	ReasonKeyBlocked Reason = deadletter.ReasonKeyBlocked
	// ReasonMigrationFailed: a migration returned an error, or an event that breaks
	// its contract.
	ReasonMigrationFailed Reason = deadletter.ReasonMigrationFailed
)

// A verdict says what to do with a record: call its handler, dead-letter it, or skip it if
// neither is set.
type verdict struct {
	event   events.Any
	call    dispatch.Call
	dead    *deadletter.Letter
	invalid *events.InvalidError // violations of an event that is handled anyway
}

// meta is the event's metadata.
func (v *verdict) meta() *events.Metadata { return &v.event.Metadata }

// failure returns the error of a handler's last attempt.
func (v *verdict) failure(rec *kgo.Record, attempts int, err error) *HandlerError {
	return &HandlerError{
		EventType: v.meta().EventType, EventID: v.meta().EventID,
		Topic: rec.Topic, Partition: rec.Partition, Offset: rec.Offset, Attempts: attempts, Err: err, Tombstone: isTombstone(rec),
	}
}

// letter returns the dead letter for a handler's failure.
func (e *HandlerError) letter() *deadletter.Letter {
	return &deadletter.Letter{
		Reason: deadletter.ReasonHandlerFailed, Text: handlerText(e.Err), Attempts: e.Attempts, Cause: e,
		EventType: e.EventType, EventID: e.EventID,
	}
}

// decide sets the verdict on a record. It depends only on its arguments. The verdict is an
// argument and not a result because an event is large, and is part of its handler's context.
func decide(config *ConsumerConfig, h *dispatch.Handlers, r *kgo.Record, v *verdict) {
	if r.Value == nil {
		name, call := h.Tombstones.Find(r) // a tombstone is neither an event nor invalid
		if v.event.Metadata.EventType = name; call != nil {
			v.call = func(ctx context.Context, _ *events.Any) error { return call(ctx, name, r) }
		}
		return
	}
	if left := deadletter.LeftOut(r.Value); left != nil {
		v.dead = deadletter.OfLargeValue(left)
		return
	}
	report := config.Policies[ReasonInvalid] == PolicyReport
	e := &v.event
	err := decodeRecord(config.Registry, r, e, events.DecodeOptions{ZeroCopy: config.ZeroCopy, Lenient: report})
	if err != nil {
		if v.invalid, _ = errors.AsType[*events.InvalidError](err); !report || v.invalid == nil || e.Descriptor() == nil {
			v.dead = deadletter.Of(err)
			return
		}
	}
	prepare := h.Find(e.Descriptor())
	if prepare == nil {
		return
	}
	if v.call, err = prepare(e); err != nil {
		v.dead = deadletter.Of(err)
		v.dead.EventType, v.dead.EventID = e.Metadata.EventType, e.Metadata.EventID
	}
}

// decodeRecord decodes a record's event into e, in any mode and framing.
func decodeRecord(reg *events.Registry, r *kgo.Record, e *events.Any, opts events.DecodeOptions) (err error) {
	var isCloudEvent bool
	opts.EventType, opts.EventVersion, isCloudEvent = record.Hints(r.Headers)
	if isCloudEvent {
		*e, err = cloudevents.Decode(reg, record.CloudEvent(r.Key, r.Value, r.Headers), opts)
	} else {
		*e, err = reg.DecodeWith(record.Document(r.Value), opts)
	}
	if err == nil {
		if found := record.Contradictions(e, r.Headers); found != nil {
			err = &events.InvalidError{EventType: e.Metadata.EventType, EventID: e.Metadata.EventID, Violations: found}
		}
	}
	return err
}
