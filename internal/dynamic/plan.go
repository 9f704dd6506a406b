package dynamic

import (
	"fmt"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// codec is the plan of a value: how it is read and how it is written.
type codec struct {
	read  func(r *wire.Reader, i int, v *value) int
	write func(w *wire.Writer, v *value)
}

// planner makes plans. Shared types are planned once: they may hold each other
// many times over.
type planner struct{ objects map[*contract.Type]*object }

func (p *planner) object(s *contract.Schema) (*object, error) {
	if o, ok := p.objects[s.Type]; ok && s.Type != nil {
		return o, nil
	}
	if len(s.Fields) > contract.MaxFields {
		return nil, contract.Problems{{Pos: s.Pos, Rule: "generate", Message: fmt.Sprintf("an object has at most %d fields, this one has %d", contract.MaxFields, len(s.Fields))}}
	}
	o := &object{places: make(map[string]int, len(s.Fields))}
	for n, f := range s.Fields {
		key := `,"` + f.Name + `":`
		c, err := p.codec(f.Schema, place{key: wire.Key(key), optional: !f.Required})
		if err != nil {
			return nil, err
		}
		o.fields = append(o.fields, field{codec: c, first: key[1:], later: key})
		o.names = append(o.names, f.Name)
		o.places[f.Name] = n
		if f.Required {
			o.required.add(n)
		}
	}
	if s.Type != nil {
		p.objects[s.Type] = o
	}
	return o, nil
}

// place is what a rule says beside its schema: of which field it is, none for
// an element, and whether that may be absent.
type place struct {
	key      wire.Key
	optional bool
}

func (p place) value() *wire.Value { return &wire.Value{Key: p.key, Optional: p.optional} }

func (p *planner) codec(s *contract.Schema, at place) (codec, error) {
	switch s.Kind {
	case contract.KindString:
		return text(s, at), nil
	case contract.KindInteger:
		return integer(&wire.Integer{Key: at.key, Optional: at.optional, Limits: limits(s)}), nil
	case contract.KindNumber:
		return number(&wire.Number{Key: at.key, Optional: at.optional, Limits: limits(s)}), nil
	case contract.KindBoolean:
		return boolean(at.value()), nil
	case contract.KindAny:
		return anyJSON(at.value()), nil
	case contract.KindAnyObject:
		return anyObject(at.value()), nil
	case contract.KindObject:
		o, err := p.object(s)
		return inner(o, at.value()), err
	case contract.KindMap:
		of, err := p.codec(s.Values, place{})
		return mapping(of, at.value()), err
	case contract.KindArray:
		return p.array(s, at)
	}
	return codec{}, contract.Problems{{Pos: s.Pos, Rule: "generate", Message: "no codec for this kind of schema"}}
}

func (p *planner) array(s *contract.Schema, at place) (codec, error) {
	rule := &wire.List{Key: at.key, Optional: at.optional, Min: orZero(s.MinItems), Max: orNoLimit(s.MaxItems)}
	if s.Items.Kind == contract.KindString && s.Items.Format != contract.FormatDateTime {
		return texts(rule, textRule(s.Items, place{})), nil
	}
	item, err := p.codec(s.Items, place{})
	return list(item, rule), err
}
