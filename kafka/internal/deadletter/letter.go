package deadletter

import (
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/migrate"
	"github.com/mediamesh/events/wire"
)

// Reasons of dead letters. Package kafka documents them.
const (
	ReasonInvalid            = "invalid"
	ReasonUnknownType        = "unknown-type"
	ReasonUnsupportedVersion = "unsupported-version"
	ReasonHandlerFailed      = "handler-failed"
	ReasonKeyBlocked         = "key-blocked"
	ReasonMigrationFailed    = "migration-failed"
)

// Reasons lists all reasons.
var Reasons = []string{
	ReasonInvalid, ReasonUnknownType, ReasonUnsupportedVersion, ReasonHandlerFailed, ReasonKeyBlocked, ReasonMigrationFailed,
}

// Letter describes why a record is a dead letter. Of the event it holds only type, ID and
// version, no other values.
type Letter struct {
	Reason     string
	Text       string
	EventType  string
	EventID    string
	Violations []events.Violation
	Omitted    int             // number of violations that are not listed
	Attempts   int             // handler calls
	Cause      error           // the error that the record failed with
	Left       *decompress.Cut // the omitted value, nil if the value is kept
	batch      bool            // stands for a batch of records
	first      int64           // first offset of the batch
}

// Of returns the dead letter for an error of decoding or migrating.
func Of(err error) *Letter {
	var invalid *events.InvalidError
	var unknown *events.UnknownTypeError
	var unsupported *events.UnsupportedVersionError
	var migration *events.MigrationError
	d := &Letter{Reason: ReasonInvalid, Text: err.Error(), Cause: err}
	if errors.As(err, &invalid) {
		d.EventType, d.EventID, d.Violations, d.Omitted = invalid.EventType, invalid.EventID, invalid.Violations, invalid.Omitted
	}
	switch {
	case errors.As(err, &migration):
		d.Reason, d.EventType, d.EventID = ReasonMigrationFailed, migration.EventType, migration.EventID
		if step := new(migrate.StepError); invalid == nil && !errors.As(err, &step) {
			// The error of a Go migration may quote the event.
			d.Text = fmt.Sprintf("migrating %s from %s to %s failed", wire.Printable(migration.EventType), migration.From, migration.To)
		}
	case errors.As(err, &unknown):
		d.Reason, d.EventType, d.EventID = ReasonUnknownType, unknown.EventType, unknown.EventID
	case errors.As(err, &unsupported):
		d.Reason, d.EventType, d.EventID = ReasonUnsupportedVersion, unsupported.EventType, unsupported.EventID
	}
	return d
}
