// Package dynamic builds an events.Registry from a contract's model at run time. It does
// for any contract folder what generated code does for a contract that is compiled in.
// Events get the same verdicts, violations and bytes.
//
// The model is compiled once into a plan, a tree of functions. The plan decodes an event
// into a tree of values with the same calls of package wire that generated code makes.
package dynamic

import (
	"errors"
	"fmt"
	"log/slog"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/migration"
	"github.com/mediamesh/events/wire"
)

// Payload is the payload of any event of a contract that was not compiled in. An
// [events.Any] of a registry built here points to one. [events.Marshal] encodes it as part
// of the event's document, and encoding/json on its own.
type Payload struct {
	tree
	of *events.Object[Payload] // nil until it is decoded
}

// MarshalJSON implements [encoding/json.Marshaler] as generated payloads do.
func (p Payload) MarshalJSON() ([]byte, error) {
	if p.of == nil {
		return nil, errors.New("dynamic: a payload that was not decoded has no event type")
	}
	return p.of.Marshal(p)
}

// UnmarshalJSON implements [encoding/json.Unmarshaler] as generated payloads do, if p was
// decoded before and so has an event type.
func (p *Payload) UnmarshalJSON(data []byte) error {
	if p.of == nil {
		return errors.New("dynamic: a payload that was not decoded has no event type")
	}
	return p.of.Unmarshal(data, p)
}

// AppendMasked implements [events.Maskable].
func (p Payload) AppendMasked(dst []byte) []byte {
	if p.of == nil {
		return append(dst, `"***"`...)
	}
	return p.of.AppendMasked(dst, p)
}

// String returns p as JSON, with personal data masked; see [events.Maskable].
func (p Payload) String() string { return events.Masked(p).String() }

// Format implements [fmt.Formatter], with personal data masked.
func (p Payload) Format(f fmt.State, verb rune) { events.Masked(p).Format(f, verb) }

// LogValue implements [slog.LogValuer], with personal data masked.
func (p Payload) LogValue() slog.Value { return events.Masked(p).LogValue() }

// Registry returns the registry of a contract's event types, in the contract's order. The
// error is contract.Problems; it reports what generated code could not do either.
func Registry(c *contract.Contract) (*events.Registry, error) {
	p := planner{objects: map[*contract.Type]*object{}}
	var types []events.Descriptor
	of := map[*contract.Event]events.Descriptor{}
	for _, e := range c.Events() {
		t, err := p.descriptor(e)
		if err != nil {
			return nil, err
		}
		types, of[e] = append(types, t), t
	}
	reg, err := events.NewRegistry(types...)
	for _, e := range c.Events() {
		if e.Migration != nil && err == nil {
			reg, err = reg.With(migration.Declared(e.Migration, of[e.Migration.From], of[e])...)
		}
	}
	return reg, err
}

func (p *planner) descriptor(e *contract.Event) (events.Descriptor, error) {
	schema, err := contract.JSONSchema(e)
	if err != nil {
		return nil, err
	}
	payload, err := p.object(e.Payload)
	if err != nil {
		return nil, err
	}
	var of *events.Object[Payload]
	spec := events.Spec[Payload]{
		Name: e.Type, Version: e.Version, Domain: e.Domain.Name, Summary: e.Summary, Owner: e.Owner,
		Personal: e.PersonalPointers(), Schema: string(schema),
		Decode: func(p *Payload, r *wire.Reader, i int, rule *wire.Value) int {
			p.of = of
			return payload.decode(&p.tree, r, i, rule)
		},
		Encode: func(w *wire.Writer, p Payload, rule *wire.Value) { payload.encode(&p.tree, w, rule) },
	}
	deprecated(&spec, e, payload)
	for _, f := range e.Key {
		spec.Keys = append(spec.Keys, f.Name)
	}
	if len(spec.Keys) > 0 {
		spec.KeyOf = payload.firstText(spec.Keys)
	}
	t := events.NewType(spec)
	of = t.Payload()
	return t, nil
}

// firstText returns the function that finds the first of the named fields that
// has text.
func (o *object) firstText(names []string) func(*Payload) string {
	var places []int
	for _, name := range names {
		places = append(places, o.places[name])
	}
	return func(p *Payload) string {
		for _, n := range places {
			if text := p.at(n).text; text != "" {
				return text
			}
		}
		return ""
	}
}
