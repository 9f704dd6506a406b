package kafka

import (
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/migrate"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Reason says why a record became a dead letter.
type Reason string

const (
	// ReasonInvalid: the record is no event, its event breaks its contract, or its
	// headers contradict it.
	ReasonInvalid Reason = "invalid"
	// ReasonUnknownType: the consumer's registry has no type of the event's name.
	ReasonUnknownType Reason = "unknown-type"
	// ReasonUnsupportedVersion: the registry has the type, but not the event's major
	// version, or no migration from that to the handler's.
	ReasonUnsupportedVersion Reason = "unsupported-version"
	// ReasonHandlerFailed: a handler failed for the last time, or for good.
	ReasonHandlerFailed Reason = "handler-failed"
	// ReasonKeyBlocked: an earlier record of the key is a dead letter, and the
	// consumer keeps the order.
	ReasonKeyBlocked Reason = "key-blocked"
	// ReasonMigrationFailed: a migration returned an error, or an event that breaks
	// its contract.
	ReasonMigrationFailed Reason = "migration-failed"
)

// verdict is what is to be done with a record: to call its handler; to put it
// aside, if there is a dead letter; or nothing, if there is neither.
type verdict struct {
	event   events.Any
	call    call
	dead    *deadLetter
	invalid *events.InvalidError // what is wrong with an event that is handled all the same
}

// deadLetter says why a record is put aside. It holds no values of the event,
// save its type, id and version.
type deadLetter struct {
	reason     Reason
	text       string
	eventType  string
	eventID    string
	violations []events.Violation
	omitted    int             // how many more there are
	attempts   int             // of the handler
	cause      error           // what is wrong
	left       *decompress.Cut // what was left out, nil if nothing was
	batch      bool            // it stands for a batch of records
	first      int64           // of a batch: the offset where it begins
}

// meta is the event's metadata.
func (v *verdict) meta() *events.Metadata { return &v.event.Metadata }

// decide says what is to be done with a record. It depends on nothing else. It
// fills in a verdict rather than returning one, since an event is large, and
// lies where its handler's context does.
func decide(config *ConsumerConfig, h *handlers, r *kgo.Record, v *verdict) {
	if r.Value == nil {
		return // a tombstone is no event, and no invalid one
	}
	if left := leftOut(r.Value); left != nil {
		v.dead = giantLetter(left)
		return
	}
	report := config.Policies[ReasonInvalid] == PolicyReport
	e := &v.event
	err := decodeRecord(config.Registry, r, e, events.DecodeOptions{ZeroCopy: config.ZeroCopy, Lenient: report})
	if err != nil {
		if v.invalid, _ = errors.AsType[*events.InvalidError](err); !report || v.invalid == nil || e.Descriptor() == nil {
			v.dead = deadLetterOf(err)
			return
		}
	}
	prepare := h.find(e.Descriptor())
	if prepare == nil {
		return
	}
	if v.call, err = prepare(e); err != nil {
		v.dead = deadLetterOf(err)
		v.dead.eventType, v.dead.eventID = e.Metadata.EventType, e.Metadata.EventID
	}
}

// decodeRecord decodes a record's event, whichever way it holds it, into e.
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

// deadLetterOf turns an error of decoding or migrating into a dead letter.
func deadLetterOf(err error) *deadLetter {
	var invalid *events.InvalidError
	var unknown *events.UnknownTypeError
	var unsupported *events.UnsupportedVersionError
	var migration *events.MigrationError
	d := &deadLetter{reason: ReasonInvalid, text: err.Error(), cause: err}
	if errors.As(err, &invalid) {
		d.eventType, d.eventID, d.violations, d.omitted = invalid.EventType, invalid.EventID, invalid.Violations, invalid.Omitted
	}
	switch {
	case errors.As(err, &migration):
		d.reason, d.eventType, d.eventID = ReasonMigrationFailed, migration.EventType, migration.EventID
		if step := new(migrate.StepError); invalid == nil && !errors.As(err, &step) {
			// The error of a migration in Go may quote the event.
			d.text = fmt.Sprintf("migrating %s from %s to %s failed", wire.Printable(migration.EventType), migration.From, migration.To)
		}
	case errors.As(err, &unknown):
		d.reason, d.eventType, d.eventID = ReasonUnknownType, unknown.EventType, unknown.EventID
	case errors.As(err, &unsupported):
		d.reason, d.eventType, d.eventID = ReasonUnsupportedVersion, unsupported.EventType, unsupported.EventID
	}
	return d
}
