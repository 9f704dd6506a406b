package events

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/mediamesh/events/wire"
)

// Violation describes one value of an event that violates one rule of its contract.
type Violation = wire.Violation

// InvalidError reports that a document or an event violates its contract. It lists the
// violations but never contains field values, which may be personal data.
type InvalidError struct {
	EventType  string // "" if the document does not contain it
	EventID    string // "" if the document does not contain it
	SharedType string // such as "Program"; set if a shared type or an enumeration was encoded or decoded on its own
	Violations []Violation
	Omitted    int // number of violations beyond those kept
}

func (e *InvalidError) Error() string {
	var b strings.Builder
	b.WriteString(wire.Printable(cmp.Or(e.EventType, e.SharedType, "event")) + " is invalid: ")
	const shown = 5
	for i, v := range e.Violations {
		if i == shown {
			break
		}
		if i > 0 {
			b.WriteString("; ")
		}
		b.WriteString(v.String())
	}
	if more := len(e.Violations) - shown + e.Omitted; more > 0 {
		fmt.Fprintf(&b, "; and %d more", more)
	}
	return wire.Escaped(b.String())
}

// UnknownTypeError reports that no registered type has the event's type name.
type UnknownTypeError struct {
	EventType string
	EventID   string
}

func (e *UnknownTypeError) Error() string {
	return fmt.Sprintf("event type %s is unknown: add it to the contract, or register its descriptor", `"`+wire.Printable(e.EventType)+`"`)
}

// UnsupportedVersionError reports that the reader does not know the event's major version,
// or that no registered migration leads from it to the wanted version.
type UnsupportedVersionError struct {
	EventType string
	EventID   string
	Version   string // of the event
	Supported string // what the reader knows, "1.0.0, 2.1.0"
	Missing   string // the step without a registered migration, "2.0.0 to 3.0.0"; "" if the version itself is unknown
}

func (e *UnsupportedVersionError) Error() string {
	if e.Missing != "" {
		return wire.Escaped(fmt.Sprintf("%s %s cannot be migrated: no migration from %s is registered", wire.Printable(e.EventType), wire.Printable(e.Version), e.Missing))
	}
	return wire.Escaped(fmt.Sprintf("%s %s is not supported: this service knows %s; update its contract, or register a migration", wire.Printable(e.EventType), wire.Printable(e.Version), e.Supported))
}

// VersionError reports that a text is not a version, or a version that cannot be compared.
type VersionError struct {
	Text     string
	TooLarge bool // the text is MAJOR.MINOR.PATCH, but one of its numbers does not fit in a uint64
}

func (e *VersionError) Error() string {
	text := `"` + wire.Printable(e.Text) + `"`
	if e.TooLarge {
		return text + " is too large to compare: each number of a version must be less than 2^64"
	}
	return text + " is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros"
}

// MigrationError reports that a migration failed, or that its result violates the
// contract of the new version.
type MigrationError struct {
	EventType string
	EventID   string
	From, To  string // versions
	Err       error
}

func (e *MigrationError) Error() string {
	return fmt.Sprintf("migrating %s from %s to %s: %v", wire.Printable(e.EventType), wire.Printable(e.From), wire.Printable(e.To), e.Err)
}

func (e *MigrationError) Unwrap() error { return e.Err }
