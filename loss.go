package events

import "slices"

// Loss is a field that a migration does not keep as it was: when the event
// returns from the other version, it may be another or be gone.
type Loss struct {
	Pointer string // into the event that is led, "/payload/position"; "*" stands for any element or name
	Why     string
}

// Loses declares a loss of the migration. Nothing is done with it but to tell
// those who check migrations: see eventstest.CheckMigrations.
func (m Migration) Loses(pointer, why string) Migration {
	m.losses = append(slices.Clone(m.losses), Loss{pointer, why})
	return m
}

// MayFail declares that the migration does not lead every event, and why. The
// others become dead letters of consumers that want the other version.
func (m Migration) MayFail(why string) Migration {
	m.mayFail = why
	return m
}

// Losses lists the losses that the migration declares.
func (m Migration) Losses() []Loss { return slices.Clone(m.losses) }

// FailsFor says which events the migration does not lead, "" if it leads all.
func (m Migration) FailsFor() string { return m.mayFail }
