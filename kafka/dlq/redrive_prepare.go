package dlq

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strconv"

	"github.com/mediamesh/events/kafka"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/deadletter"
	"github.com/mediamesh/events/kafka/internal/record"
	"github.com/mediamesh/events/migrate"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kgo"
)

// Change is how the value of a redriven record differs from that of its dead letter.
type Change string

const (
	// ChangeNone: the value is a valid event and is sent unchanged.
	ChangeNone Change = "unchanged"
	// ChangeMigrated: the event was migrated to the newest version of its type.
	ChangeMigrated Change = "migrated"
	// ChangeRepaired: [RedriveConfig.Repair] returned another document, which may also have
	// been migrated.
	ChangeRepaired Change = "repaired"
)

// RepairError reports that [RedriveConfig.Repair] returned an error. Its message includes
// Err only if that is a *[migrate.StepError], since other errors may contain values of
// the event.
type RepairError struct{ Err error }

func (e *RepairError) Error() string {
	var step *migrate.StepError
	if errors.As(e.Err, &step) {
		return "repairing it failed: " + step.Error()
	}
	return "repairing it failed"
}

func (e *RepairError) Unwrap() error { return e.Err }

// ErrNoOrigin reports that a dead letter does not name its original topic.
var ErrNoOrigin = errors.New("it does not say which topic it is from")

// ErrNoGroup reports that a dead letter does not name the consumer group that wrote it.
var ErrNoGroup = errors.New("it does not name the group that dead-lettered it: redrive it for all groups, or not at all")

// redrivenRecord returns the record that a dead letter is sent as: repaired, migrated
// and valid, or an error.
func redrivenRecord(config *RedriveConfig, d *Letter) (*kgo.Record, Change, error) {
	switch {
	case d.Original.Topic == "":
		return nil, "", ErrNoOrigin
	case d.Group == "" && !config.AllGroups:
		return nil, "", ErrNoGroup
	}
	if d.isTombstone() {
		headers := redrivenHeaders(config, d, events.Any{}, ChangeNone)
		return &kgo.Record{Topic: d.Original.Topic, Key: d.Original.Key, Headers: headers}, ChangeNone, nil
	}
	value, change, err := repair(config.Repair, d)
	if err != nil {
		return nil, "", err
	}
	e, err := decodeLetter(config.Registry, d, value, change)
	if err != nil {
		return nil, "", err
	}
	if value, change, err = renew(config.Registry, d, e, value, change); err != nil {
		return nil, "", err
	}
	if change != ChangeNone {
		if e, err = config.Registry.Decode(value); err != nil {
			return nil, "", err
		}
	}
	r := &kgo.Record{Topic: d.Original.Topic, Key: d.Original.Key, Value: value, Headers: redrivenHeaders(config, d, e, change)}
	if change != ChangeNone {
		if r.Value, r.Headers, err = encodedAs(d.Original, e, value, r.Headers); err != nil {
			return nil, "", err
		}
	}
	if found := record.Contradictions(&e, r.Headers); found != nil {
		return nil, "", &events.InvalidError{EventType: e.Metadata.EventType, EventID: e.Metadata.EventID, Violations: found}
	}
	return r, change, nil
}

// isTombstone tells whether the dead letter is a tombstone, which followed an earlier record
// of its key: no other reason makes a dead letter of one.
func (d *Letter) isTombstone() bool {
	return d.Original.Value == nil && d.LeftOut == 0 && d.Reason == kafka.ReasonKeyBlocked
}

// decodeLetter decodes what is to be sent of a dead letter: its record, or the
// document that was made of it, for which no part of a CloudEvent may have been left
// out.
func decodeLetter(reg *events.Registry, d *Letter, value []byte, change Change) (events.Any, error) {
	switch {
	case value == nil:
		return events.Any{}, deadLetterWithoutValue(d)
	case change == ChangeNone:
		return decodeOriginal(reg, d.Original)
	}
	if left, err := d.Original.Document(); left != nil && err != nil {
		return events.Any{}, err
	}
	return reg.Decode(value)
}

func deadLetterWithoutValue(d *Letter) error {
	v := events.Violation{Rule: wire.RuleSyntax, Limit: "JSON", Message: "is missing: the record has no value"}
	if d.LeftOut > 0 {
		v = events.Violation{
			Rule: wire.RuleSize, Limit: strconv.Itoa(wire.MaxSize),
			Message: fmt.Sprintf("is missing: the record had %d bytes, and %d are the limit of an event", d.LeftOut, wire.MaxSize),
		}
	}
	return &events.InvalidError{Violations: []events.Violation{v}}
}

// repair asks the user's function for a better document.
func repair(f func(Letter) ([]byte, error), d *Letter) (value []byte, change Change, err error) {
	value, change = d.Original.Value, ChangeNone
	if f == nil {
		return value, change, nil
	}
	defer func() {
		if v := recover(); v != nil {
			err = &RepairError{&kafka.PanicError{Value: v, Stack: debug.Stack()}}
		}
	}()
	repaired, err := f(*d)
	switch {
	case err != nil:
		return nil, "", &RepairError{err}
	case repaired != nil:
		return repaired, ChangeRepaired, nil
	}
	return value, change, nil
}

// renew leads an event to the newest version of its type, if a migration does.
// Without one, it stays in its version; unless that was what it was dead-lettered
// for. One that a handler had stays as well if there is no downcast: a group that
// pins that version could not be served the newer one.
func renew(reg *events.Registry, d *Letter, e events.Any, value []byte, change Change) ([]byte, Change, error) {
	newest, err := reg.Lookup(e.Metadata.EventType)
	if err != nil || newest == e.Descriptor() {
		return value, change, err
	}
	migrated, err := migrateAny(reg, e, newest.Version())
	var missing *events.UnsupportedVersionError
	switch {
	case errors.As(err, &missing) && d.Reason != kafka.ReasonUnsupportedVersion:
		return value, change, nil
	case err != nil:
		return nil, "", err
	case d.Reason == kafka.ReasonHandlerFailed || d.Reason == kafka.ReasonKeyBlocked:
		// Its group reads that version, and might pin it.
		if _, err := migrateAny(reg, migrated, e.Descriptor().Version()); errors.As(err, &missing) {
			return value, change, nil
		}
	}
	if value, err = events.Marshal(migrated); err != nil {
		return nil, "", err
	}
	if change == ChangeNone {
		change = ChangeMigrated
	}
	return value, change, nil
}

// migrateAny is [events.Registry.Migrate], where a migration that panics fails.
func migrateAny(reg *events.Registry, e events.Any, to string) (out events.Any, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &events.MigrationError{
				EventType: e.Metadata.EventType, EventID: e.Metadata.EventID, From: e.Metadata.EventVersion, To: to,
				Err: &kafka.PanicError{Value: v, Stack: debug.Stack()},
			}
		}
	}()
	return reg.Migrate(e, to)
}

// redrivenHeaders returns the record's own headers, and where it is from. Those
// that repeat what the event says follow it when it changes.
func redrivenHeaders(config *RedriveConfig, d *Letter, e events.Any, change Change) []kgo.RecordHeader {
	var headers []kgo.RecordHeader
	for _, h := range d.Original.Headers {
		if h.Key == kafka.HeaderRedrivenFrom || h.Key == kafka.HeaderRedrivenFor {
			continue
		}
		if _, value := record.Repeated(&e.Metadata, h.Key); change != ChangeNone && value != "" {
			h.Value = []byte(value)
		}
		headers = append(headers, kgo.RecordHeader(h))
	}
	headers = append(headers, kgo.RecordHeader{Key: kafka.HeaderRedrivenFrom, Value: []byte(d.At.String())})
	if !config.AllGroups {
		headers = append(headers, kgo.RecordHeader{Key: kafka.HeaderRedrivenFor, Value: []byte(d.Group)})
	}
	return headers
}

// RedriveFailure reports a dead letter that was not sent, or that was sent and
// dead-lettered again by its group.
type RedriveFailure struct {
	Letter             cluster.Position
	EventType, EventID string
	// Again is the new dead letter if the record was sent and dead-lettered again; nil if
	// it was not sent.
	Again *Letter
	// Err is the reason why the dead letter was not sent; nil if it was sent.
	Err error
}

func (f *RedriveFailure) Error() string {
	what := f.Letter.String()
	if name := wire.Printable(f.EventType); name != "" {
		what += " (" + name + " " + wire.Printable(f.EventID) + ")"
	}
	if f.Again != nil {
		return fmt.Sprintf("kafka: %s failed again, as %s: %s", what, f.Again.At, f.Again.why())
	}
	text := deadletter.Of(f.Err).Text // never quotes the event
	return fmt.Sprintf("kafka: %s was not sent: %s", what, text)
}

// Unwrap returns Err.
func (f *RedriveFailure) Unwrap() error { return f.Err }

// why is the reason, in a line.
func (d *Letter) why() string {
	if d.Error == "" {
		return string(d.Reason)
	}
	return string(d.Reason) + ": " + d.Error
}
