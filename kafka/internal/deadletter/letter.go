package deadletter

import (
	"errors"
	"fmt"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/migrate"
	"github.com/mediamesh/events/wire"
)

// The reasons, which package kafka documents.
const (
	ReasonInvalid            = "invalid"
	ReasonUnknownType        = "unknown-type"
	ReasonUnsupportedVersion = "unsupported-version"
	ReasonHandlerFailed      = "handler-failed"
	ReasonKeyBlocked         = "key-blocked"
	ReasonMigrationFailed    = "migration-failed"
)

// Reasons are all reasons.
var Reasons = []string{
	ReasonInvalid, ReasonUnknownType, ReasonUnsupportedVersion, ReasonHandlerFailed, ReasonKeyBlocked, ReasonMigrationFailed,
}

// Letter says why a record is a dead letter. It holds no values of the event,
// save its type, id and version.
type Letter struct {
	Reason     string
	Text       string
	EventType  string
	EventID    string
	Violations []events.Violation
	Omitted    int             // how many more there are
	Attempts   int             // of the handler
	Cause      error           // what is wrong
	Left       *decompress.Cut // what was left out, nil if nothing was
	batch      bool            // it stands for a batch of records
	first      int64           // of a batch: the offset where it begins
}

// deadLetterOf turns an error of decoding or migrating into a dead letter.
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
			// The error of a migration in Go may quote the event.
			d.Text = fmt.Sprintf("migrating %s from %s to %s failed", wire.Printable(migration.EventType), migration.From, migration.To)
		}
	case errors.As(err, &unknown):
		d.Reason, d.EventType, d.EventID = ReasonUnknownType, unknown.EventType, unknown.EventID
	case errors.As(err, &unsupported):
		d.Reason, d.EventType, d.EventID = ReasonUnsupportedVersion, unsupported.EventType, unsupported.EventID
	}
	return d
}
