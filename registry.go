package events

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events/wire"
)

// Registry is the set of event types that a service knows, each in one or more major
// versions, and of the migrations between these versions. It is immutable and safe for
// concurrent use.
type Registry struct {
	types []Descriptor
	named map[string][]versioned // by wire name, then by major
	steps map[step]Migration
}

// versioned is a descriptor with the values that every event needs from it.
type versioned struct {
	typ     Descriptor
	version string
	major   int
}

// NewRegistry returns a registry of the types. Registering a type twice in one major
// version is an error.
func NewRegistry(types ...Descriptor) (*Registry, error) {
	reg := &Registry{types: slices.Clone(types), named: make(map[string][]versioned), steps: make(map[step]Migration)}
	for _, t := range types {
		for _, other := range reg.named[t.Name()] {
			if other.major == majorOf(t.Version()) {
				return nil, fmt.Errorf("events: %s is registered twice in major version %d", t.Name(), majorOf(t.Version()))
			}
		}
		reg.named[t.Name()] = append(reg.named[t.Name()], versioned{t, t.Version(), majorOf(t.Version())})
	}
	for _, majors := range reg.named {
		slices.SortFunc(majors, func(a, b versioned) int { return cmp.Compare(a.major, b.major) })
	}
	return reg, nil
}

// With returns a copy of the registry that also has the migrations. A migration replaces
// one that the contract declares for the same step, so a service's own migration keeps
// precedence even if the contract declares one later. It is an error if the types of a
// migration are not registered or are not adjacent major versions of one event type, or
// if the service already registered a migration for that step.
func (reg *Registry) With(migrations ...Migration) (*Registry, error) {
	out := &Registry{types: reg.types, named: reg.named, steps: make(map[step]Migration)}
	for s, m := range reg.steps {
		out.steps[s] = m
	}
	for _, m := range migrations {
		if err := out.add(m); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Types returns the descriptors in the order of registration.
func (reg *Registry) Types() []Descriptor { return slices.Clone(reg.types) }

// Lookup returns the descriptor of the newest major version of the named type. The error is
// an *[UnknownTypeError].
func (reg *Registry) Lookup(name string) (Descriptor, error) {
	majors := reg.named[name]
	if len(majors) == 0 {
		return nil, &UnknownTypeError{EventType: name}
	}
	return majors[len(majors)-1].typ, nil
}

// inMajor returns the named type's descriptor in one major version.
func (reg *Registry) inMajor(name string, major int) (Descriptor, bool) {
	for _, t := range reg.named[name] {
		if t.major == major {
			return t.typ, true
		}
	}
	return nil, false
}

// versions lists the known versions of a type, "1.1.0, 2.0.0".
func (reg *Registry) versions(name string) string {
	var list []string
	for _, t := range reg.named[name] {
		list = append(list, t.version)
	}
	return strings.Join(list, ", ")
}

// Decode decodes a document as the type and major version that its envelope names, and
// validates it. The errors are *[InvalidError], *[UnknownTypeError] and
// *[UnsupportedVersionError].
func (reg *Registry) Decode(data []byte) (Any, error) {
	return reg.decode(data, wire.Settings{})
}

func (reg *Registry) decode(data []byte, set wire.Settings) (Any, error) {
	name, version := wire.Peek(data)
	if t, ok := reg.descriptor(name, version); ok {
		return t.decodeAny(data, set)
	}
	if _, err := ParseVersion(string(version)); err != nil {
		// The error of the newest version says more than "no version".
		if t, err := reg.Lookup(string(name)); err == nil {
			if e, err := t.decodeAny(data, set); err != nil {
				return e, err
			}
		}
	}
	return Any{}, reg.undecodable(data, set)
}

// descriptor returns the descriptor for events of that type and version.
func (reg *Registry) descriptor(name, version []byte) (Descriptor, bool) {
	known := reg.named[string(name)]
	for i := range known {
		if known[i].version == string(version) {
			return known[i].typ, true
		}
	}
	if len(known) == 0 {
		return nil, false
	}
	return reg.inMajor(string(name), majorOf(string(version)))
}

// undecodable returns the error for a document that no descriptor fits.
func (reg *Registry) undecodable(data []byte, set wire.Settings) error {
	set.Alias, set.Lenient = false, false
	m, err := decodeMetadata(data, set)
	known := reg.named[m.EventType]
	switch {
	case err != nil:
		return reg.violations(data, set, m, err)
	case len(known) == 0:
		return &UnknownTypeError{EventType: strings.Clone(m.EventType), EventID: strings.Clone(m.EventID)}
	}
	return &UnsupportedVersionError{
		EventType: strings.Clone(m.EventType), EventID: strings.Clone(m.EventID),
		Version: strings.Clone(m.EventVersion), Supported: reg.versions(m.EventType),
	}
}

// violations adds the payload's violations to err, if the metadata names a known type. It
// judges the payload by the newest version, which a corrected event would have to satisfy.
func (reg *Registry) violations(data []byte, set wire.Settings, m Metadata, err error) error {
	t, unknown := reg.Lookup(m.EventType)
	if unknown != nil {
		return err
	}
	if _, full := t.decodeAny(data, set); full != nil {
		return full
	}
	return err
}

// DecodeAs decodes a document as an event with payload P. If the event has another major
// version, it is migrated. The errors are those of [Registry.Decode] and
// [Registry.Migrate].
func DecodeAs[P Payload[P]](reg *Registry, data []byte) (Event[P], error) {
	e, err := Unmarshal[P](data)
	if err == nil {
		return e, nil
	}
	if _, other := err.(*UnsupportedVersionError); !other {
		return Event[P]{}, err
	}
	old, err := reg.Decode(data)
	if err != nil {
		return Event[P]{}, err
	}
	return MigrateAs[P](reg, old)
}

// MigrateAs migrates an event to the version of payload type P. The errors are those of
// [Registry.Migrate].
func MigrateAs[P Payload[P]](reg *Registry, e Any) (Event[P], error) {
	var zero P
	if typed, ok := As[P](e); ok {
		return typed, nil
	}
	migrated, err := reg.Migrate(e, zero.EventType().Version())
	if err != nil {
		return Event[P]{}, err
	}
	typed, ok := As[P](migrated)
	if !ok {
		return Event[P]{}, &UnknownTypeError{EventType: e.Metadata.EventType, EventID: e.Metadata.EventID}
	}
	return typed, nil
}
