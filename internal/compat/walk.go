package compat

import (
	"fmt"

	"github.com/mediamesh/events/internal/contract"
)

// A walk goes through one event of two contracts side by side.
type walk struct {
	reading reading
	pair    pair
	bare    bool // the old contract is made of published schemas
	found   []difference
	gone    []fieldAt // optional fields that the old contract has, and the new one has not
	came    []fieldAt // and the other way round
	empty   map[*contract.Schema]bool
}

// nothing reports whether no value satisfies a schema: limits may exclude each other in
// ways that the contract's own checks do not detect. Then no writer sends it.
func (w *walk) nothing(s *contract.Schema) bool {
	empty, known := w.empty[s]
	if !known {
		_, a := smallest(s, nil)
		empty = a == none
		if w.empty == nil {
			w.empty = map[*contract.Schema]bool{}
		}
		w.empty[s] = empty
	}
	return empty
}

// spot is the current position of a walk.
type spot struct {
	path path
	here contract.Pos // of the nearest thing in the new contract that has a place
	dead [2]bool      // sides whose writers send nothing here
}

func (s spot) to(st step, here contract.Pos) spot {
	s.path = s.path.to(st)
	s.here = here
	return s
}

// note adds a difference, of a keyword of the new schema, or of the old one.
func (w *walk) note(at spot, rule string, o, n *contract.Schema, keywords []string, back, forth evidence, format string, args ...any) {
	d := difference{rule: rule, pair: w.pair, path: at.path, message: fmt.Sprintf(format, args...), pos: at.here, old: declared(o)}
	for _, k := range keywords {
		if pos, ok := n.At(k); ok {
			d.pos = pos
			break
		}
	}
	for _, k := range keywords {
		if pos, ok := o.At(k); ok {
			d.old = pos
			break
		}
	}
	d.sides = [2]evidence{back, forth}
	for s, dead := range at.dead {
		if dead {
			d.sides[s] = evidence{}
		}
	}
	w.found = append(w.found, d)
}

// schema compares two schemas for one value.
func (w *walk) schema(at spot, o, n *contract.Schema) {
	if n.Type != nil {
		at.here = n.Type.Pos
	}
	at.dead[backward] = at.dead[backward] || w.nothing(o)
	at.dead[forward] = at.dead[forward] || w.nothing(n)
	w.words(at, o, n)
	if o.Kind != n.Kind {
		w.note(at, "TYPE_CHANGED", o, n, []string{"type", "any", "$ref"},
			of(w.reading.escape(o, n)), of(w.reading.escape(n, o)), "is %s, was %s", n.Kind, o.Kind)
		return
	}
	switch n.Kind {
	case contract.KindString:
		w.text(at, o, n)
	case contract.KindInteger, contract.KindNumber:
		w.number(at, o, n)
	case contract.KindArray:
		w.array(at, o, n)
	case contract.KindMap:
		w.schema(at.to(step{sort: value}, n.Values.Pos), o.Values, n.Values)
	case contract.KindObject:
		w.object(at, o, n)
	}
}

// words compares what validators ignore.
func (w *walk) words(at spot, o, n *contract.Schema) {
	if o.Description != n.Description {
		w.note(at, "DESCRIPTION_CHANGED", o, n, []string{"description"}, evidence{}, evidence{}, "has a different description")
	}
	if o.Personal != n.Personal {
		message := "is personal data now"
		if o.Personal {
			message = "is no longer personal data"
		}
		w.note(at, "PERSONAL_CHANGED", o, n, []string{"personal"}, evidence{}, evidence{}, "%s", message)
	}
	if before, after := goType(o), goType(n); before != after && o.Kind == n.Kind && !w.bare {
		w.note(at, "GO_NAME_CHANGED", o, n, []string{"$ref"}, evidence{}, evidence{}, "has the Go type %s, was %s", orNone(after), orNone(before))
	}
}

// goType is the Go type that a schema is given by name.
func goType(s *contract.Schema) string {
	if s.Type == nil || !s.Type.Named() {
		return ""
	}
	return s.Type.Name
}

func orNone(name string) string {
	if name == "" {
		return "one of the language's own"
	}
	return name
}
