package events

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/mediamesh/events/wire"
)

// Violation is one value of an event breaking one rule of its contract.
type Violation = wire.Violation

// InvalidError says that a document or an event breaks its contract. It holds
// every violation but no values, since those may be personal.
type InvalidError struct {
	EventType  string // "" if the document does not say
	EventID    string // "" if the document does not say
	SharedType string // "Program", if a value of a shared type or of an enumeration alone was encoded or decoded
	Violations []Violation
	Omitted    int // how many more there were than are kept
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

// UnknownTypeError says that no registered type has the event's name.
type UnknownTypeError struct {
	EventType string
	EventID   string
}

func (e *UnknownTypeError) Error() string {
	return fmt.Sprintf("event type %s is unknown: add it to the contract, or register its descriptor", `"`+wire.Printable(e.EventType)+`"`)
}

// UnsupportedVersionError says that an event is of a major version that the
// reader does not know, or of which no migration leads to the wanted one.
type UnsupportedVersionError struct {
	EventType string
	EventID   string
	Version   string // of the event
	Supported string // what the reader knows, "1.0.0, 2.1.0"
	Missing   string // the step that no migration is registered for, "2.0.0 to 3.0.0"; "" if the version itself is unknown
}

func (e *UnsupportedVersionError) Error() string {
	if e.Missing != "" {
		return wire.Escaped(fmt.Sprintf("%s %s cannot be migrated: no migration from %s is registered", wire.Printable(e.EventType), wire.Printable(e.Version), e.Missing))
	}
	return wire.Escaped(fmt.Sprintf("%s %s is not supported: this service knows %s; update its contract, or register a migration", wire.Printable(e.EventType), wire.Printable(e.Version), e.Supported))
}

// VersionError says that a text is no version, or none that can be compared.
type VersionError struct {
	Text     string
	TooLarge bool // it is MAJOR.MINOR.PATCH, but a number of it fits no uint64
}

func (e *VersionError) Error() string {
	text := `"` + wire.Printable(e.Text) + `"`
	if e.TooLarge {
		return text + " is too large a version to compare: each of its numbers must be less than 2^64"
	}
	return text + " is no version: want MAJOR.MINOR.PATCH such as 1.0.0, decimal, without leading zeros"
}

// MigrationError says that a migration failed, or gave an event that breaks
// the contract of its new version.
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
