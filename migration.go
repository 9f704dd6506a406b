package events

import (
	"errors"
	"fmt"
	"slices"

	"github.com/mediamesh/events/wire"
)

// Migration converts events of one type from one major version to the next, or to the
// previous one. [Upcast] and [Downcast] create a migration from a Go function between two
// payload types; [NewMigration] creates one from a function between documents.
type Migration struct {
	from, to Descriptor
	apply    func(e Any) (payload any, err error)
	up       bool
	declared bool  // declared by the contract; a migration that the service registers replaces it
	err      error // why it cannot be registered
	losses   []Loss
	mayFail  string // describes the events that it cannot convert
}

// From returns the type that the migration converts from; nil for a zero Migration.
func (m Migration) From() Descriptor { return m.from }

// To returns the type that the migration converts to; nil for a zero Migration.
func (m Migration) To() Descriptor { return m.to }

// step is the key by which a migration is looked up.
type step struct {
	name     string
	from, to int
}

// Upcast returns a migration to the next major version. The result is validated against
// the contract of the new version. Fields in From's Unknown are lost unless convert
// copies them.
func Upcast[From Payload[From], To Payload[To]](convert func(From) (To, error)) Migration {
	return migration(convert, true)
}

// Downcast returns a migration to the previous major version, for readers that are pinned
// to it. Without one, [Registry.Migrate] fails with an *[UnsupportedVersionError].
func Downcast[From Payload[From], To Payload[To]](convert func(From) (To, error)) Migration {
	return migration(convert, false)
}

func migration[From Payload[From], To Payload[To]](convert func(From) (To, error), up bool) Migration {
	var from From
	var to To
	return Migration{
		from: from.EventType(), to: to.EventType(), up: up,
		apply: func(e Any) (any, error) {
			old, ok := e.Payload.(*From)
			if !ok || old == nil {
				return nil, fmt.Errorf("payload is a %T, not a %T", e.Payload, old)
			}
			converted, err := convert(*old)
			return &converted, err
		},
	}
}

// MigrationSpec describes a migration between types that are known only by their
// descriptors.
type MigrationSpec struct {
	From, To Descriptor
	Down     bool // to the previous major version instead of the next

	// Rewrite converts the document of an event of type From to a document of type To, and
	// sets metadata.eventVersion to To's version. The result is decoded and validated as
	// To; only its payload is used. It may share memory with document.
	Rewrite func(document []byte) ([]byte, error)

	// Err, if set, says why the migration is invalid; [Registry.With] returns it.
	Err error
}

// NewMigration returns a migration between documents. Package migrate calls it; use
// migrate.Rewrite for changes that its steps can express.
func NewMigration(spec MigrationSpec) Migration {
	m := Migration{from: spec.From, to: spec.To, up: !spec.Down, err: spec.Err}
	switch {
	case m.err != nil:
	case m.from == nil || m.to == nil:
		m.err = errors.New("a type of the migration is nil")
	case spec.Rewrite == nil:
		m.err = errors.New("the migration has no Rewrite function")
	default:
		m.apply = func(e Any) (any, error) { return rewritten(e, m.to, spec.Rewrite) }
	}
	return m
}

func rewritten(e Any, to Descriptor, rewrite func([]byte) ([]byte, error)) (payload any, err error) {
	document, err := e.AppendTo(nil)
	if err != nil {
		return nil, err
	}
	if document, err = rewrite(document); err != nil {
		return nil, err
	}
	converted, err := to.decodeAny(document, wire.Settings{})
	if err != nil {
		return nil, err
	}
	return converted.Payload, nil
}

// Declared marks migrations as declared by the contract. A service may replace such
// migrations with its own by calling [Registry.With]. Generated catalogs call it.
func Declared(migrations ...Migration) []Migration {
	for i := range migrations {
		migrations[i].declared = true
	}
	return migrations
}

func (m Migration) step() step {
	return step{m.from.Name(), majorOf(m.from.Version()), majorOf(m.to.Version())}
}

func (reg *Registry) add(m Migration) error {
	switch {
	case m.err != nil:
		return fmt.Errorf("events: %w", m.err)
	case m.apply == nil:
		return errors.New("events: zero Migration: make one with Upcast, Downcast or NewMigration")
	}
	for _, end := range []Descriptor{m.from, m.to} {
		if !slices.Contains(reg.types, end) {
			return fmt.Errorf("events: migration from %s %s to %s %s, but %s %s is not registered",
				m.from.Name(), m.from.Version(), m.to.Name(), m.to.Version(), end.Name(), end.Version())
		}
	}
	s, distance, word := m.step(), 1, "Upcast"
	if !m.up {
		distance, word = -1, "Downcast"
	}
	if m.from.Name() != m.to.Name() || s.to-s.from != distance {
		return fmt.Errorf("events: no %s from %s %s to %s %s: it must lead to the next or previous major version of the same event type",
			word, m.from.Name(), m.from.Version(), m.to.Name(), m.to.Version())
	}
	if other, ok := reg.steps[s]; ok && other.declared == m.declared {
		return fmt.Errorf("events: duplicate migration of %s from %s to %s", s.name, m.from.Version(), m.to.Version())
	} else if ok && m.declared {
		return nil // keep the service's own
	}
	reg.steps[s] = m
	return nil
}

// Migrations returns the registered migrations: by type in the order of registration,
// upcasts first.
func (reg *Registry) Migrations() []Migration {
	var list []Migration
	for _, t := range reg.types {
		major := majorOf(t.Version())
		for _, to := range []int{major + 1, major - 1} {
			if m, ok := reg.steps[step{t.Name(), major, to}]; ok {
				list = append(list, m)
			}
		}
	}
	return list
}

// Migrate converts an event to version to, one major version at a time, and validates each
// result against the contract of its version. Within a major version, only the event's
// version changes, and only to a newer one: minor versions add optional fields, which an
// older version lacks.
//
// The errors are *[UnknownTypeError]; *[VersionError]; *[UnsupportedVersionError] if to is
// not registered or a step has no migration; and *[MigrationError] if a step failed or its
// result is invalid.
func (reg *Registry) Migrate(e Any, to string) (Any, error) {
	current, target, err := reg.endpoints(e, to)
	if err != nil {
		return Any{}, err
	}
	if e.descriptor == target && current.Compare(versionOf(target)) > 0 {
		return Any{}, reg.missing(e, e.Metadata.EventVersion, to)
	}
	for e.descriptor != target {
		if e, err = reg.migrateStep(e, target); err != nil {
			return Any{}, err
		}
	}
	from := e.Metadata.EventVersion
	e.Metadata.EventVersion = target.Version()
	if err := Validate(e); err != nil {
		return Any{}, migrationFailed(e, from, to, err)
	}
	return e, nil
}

// endpoints finds the descriptors at which a migration begins and ends.
func (reg *Registry) endpoints(e Any, to string) (current Version, target Descriptor, err error) {
	name := e.Metadata.EventType
	if e.descriptor == nil || e.descriptor.Name() != name || len(reg.named[name]) == 0 {
		return Version{}, nil, &UnknownTypeError{EventType: name, EventID: e.Metadata.EventID}
	}
	if current, err = ParseVersion(e.Metadata.EventVersion); err != nil {
		return Version{}, nil, err
	}
	wanted, err := ParseVersion(to)
	if err != nil {
		return Version{}, nil, err
	}
	for _, t := range reg.named[name] {
		if versionOf(t.typ) == wanted {
			return current, t.typ, nil
		}
	}
	return Version{}, nil, &UnsupportedVersionError{EventType: name, EventID: e.Metadata.EventID, Version: to, Supported: reg.versions(name)}
}

// migrateStep migrates the event by one major version towards target.
func (reg *Registry) migrateStep(e Any, target Descriptor) (Any, error) {
	from := majorOf(e.descriptor.Version())
	next := from + 1
	if majorOf(target.Version()) < from {
		next = from - 1
	}
	m, ok := reg.steps[step{e.descriptor.Name(), from, next}]
	if !ok {
		return Any{}, reg.missing(e, e.descriptor.Version(), reg.versionInMajor(e.descriptor.Name(), next))
	}
	payload, err := m.apply(e)
	if err != nil {
		return Any{}, migrationFailed(e, m.from.Version(), m.to.Version(), err)
	}
	e.Payload, e.descriptor, e.Metadata.EventVersion = payload, m.to, m.to.Version()
	if err := Validate(e); err != nil {
		return Any{}, migrationFailed(e, m.from.Version(), m.to.Version(), err)
	}
	return e, nil
}

// versionInMajor returns the registered version of a major, or else the first version of
// that major.
func (reg *Registry) versionInMajor(name string, major int) string {
	if t, ok := reg.inMajor(name, major); ok {
		return t.Version()
	}
	return fmt.Sprintf("%d.0.0", major)
}

func (reg *Registry) missing(e Any, from, to string) error {
	return &UnsupportedVersionError{
		EventType: e.Metadata.EventType, EventID: e.Metadata.EventID, Version: e.Metadata.EventVersion,
		Supported: reg.versions(e.Metadata.EventType), Missing: from + " to " + to,
	}
}

func migrationFailed(e Any, from, to string, err error) error {
	return &MigrationError{EventType: e.Metadata.EventType, EventID: e.Metadata.EventID, From: from, To: to, Err: err}
}

// versionOf parses a descriptor's version, which its contract has already checked.
func versionOf(t Descriptor) Version {
	v, _ := ParseVersion(t.Version())
	return v
}
