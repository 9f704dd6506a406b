package events

import "slices"

// Loss describes a field that does not survive a migration to the other version and back:
// its value may change or disappear.
type Loss struct {
	Pointer string // into the event before the migration, "/payload/position"; "*" matches any array element or field name
	Why     string
}

// Loses declares a loss of the migration. It does not change what the migration does; tools
// that check migrations accept declared losses, see eventstest.CheckMigrations.
func (m Migration) Loses(pointer, why string) Migration {
	m.losses = append(slices.Clone(m.losses), Loss{pointer, why})
	return m
}

// MayFail declares that the migration cannot convert every event, and why. A consumer that
// needs the other version dead-letters the events that cannot be converted.
func (m Migration) MayFail(why string) Migration {
	m.mayFail = why
	return m
}

// Losses returns the losses that the migration declares.
func (m Migration) Losses() []Loss { return slices.Clone(m.losses) }

// FailsFor describes the events that the migration cannot convert, as declared with
// [Migration.MayFail]; "" if it can convert all events.
func (m Migration) FailsFor() string { return m.mayFail }
