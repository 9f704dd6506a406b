package compat

import (
	"slices"

	"github.com/mediamesh/events/internal/contract"
)

// object compares the fields of two objects: first those of the new one.
func (w *walk) object(at spot, o, n *contract.Schema) {
	for _, f := range n.Fields {
		there := at.to(step{name: f.Name}, f.Pos)
		before := o.Field(f.Name)
		if before == nil {
			w.added(at, there, o, n, f)
			continue
		}
		w.required(at, there, o, n, before, f)
		if before.GoName != f.GoName && !w.bare {
			w.note(there, "GO_NAME_CHANGED", before.Schema, f.Schema, []string{"go"}, evidence{}, evidence{}, "is %s in Go, was %s", f.GoName, before.GoName)
		}
		if message := deprecated(before.Deprecated, f.Deprecated); message != "" {
			w.note(there, "DEPRECATION_CHANGED", before.Schema, f.Schema, []string{"deprecated"}, evidence{}, evidence{}, "%s", message)
		}
		w.schema(there, before.Schema, f.Schema)
	}
	for _, f := range o.Fields {
		if n.Field(f.Name) == nil {
			w.removed(at, o, n, f)
		}
	}
	for _, name := range o.Reserved {
		if !slices.Contains(n.Reserved, name) {
			w.note(at, "RESERVED_REMOVED", o, n, []string{"reserved", "properties"}, evidence{}, evidence{}, "no longer reserves %s, a field that was", name)
		}
	}
	if moved := reordered(o, n); moved != "" && !w.bare {
		w.note(at, "FIELDS_REORDERED", o, n, []string{"properties"}, evidence{}, evidence{}, "has its fields in another order, from %s on", moved)
	}
}

// member is a difference at a field, of which the evidence is the object
// around it.
func (w *walk) member(at, there spot, rule string, o, n *contract.Schema, old contract.Pos, back, forth evidence, message string) {
	w.note(at, rule, o, n, nil, back, forth, "%s", message)
	d := &w.found[len(w.found)-1]
	d.pos, d.old, d.path = there.here, old, there.path
	d.around = true
}

// absent is an object without the field.
var absent = evidence{answer: found}

// undeclared is a value that a writer may send in a field that it does not
// declare, if it may, and that the reader of the field refuses.
func (w *walk) undeclared(f *contract.Field) evidence {
	if !w.reading.open || f.Schema.Kind == contract.KindAny {
		return evidence{}
	}
	return evidence{refused(f.Schema), found}
}

// declared is where a schema is declared: of a shared type, in its own file.
func declared(s *contract.Schema) contract.Pos {
	if s.Type != nil {
		return s.Type.Pos
	}
	return s.Pos
}

func (w *walk) added(at, there spot, o, n *contract.Schema, f *contract.Field) {
	if f.Required {
		w.member(at, there, "FIELD_ADDED_REQUIRED", o, n, declared(o), absent, evidence{}, "is a new field, and required")
		return
	}
	w.member(at, there, "FIELD_ADDED_OPTIONAL", o, n, declared(o), w.undeclared(f), evidence{}, "is a new field, and optional")
	onlyIn(&w.came, fieldAt{at, there, f, o, n, f.Name})
}

func (w *walk) removed(at spot, o, n *contract.Schema, f *contract.Field) {
	there := at.to(step{name: f.Name}, at.here)
	if pos, ok := n.At("properties"); ok {
		there.here = pos
	}
	if f.Required {
		w.member(at, there, "FIELD_REMOVED_REQUIRED", o, n, f.Pos, evidence{}, absent, "is gone, and was required")
		return
	}
	w.member(at, there, "FIELD_REMOVED_OPTIONAL", o, n, f.Pos, evidence{}, w.undeclared(f), "is gone, and was optional")
	onlyIn(&w.gone, fieldAt{at, there, f, o, n, f.Name})
}

func (w *walk) required(at, there spot, o, n *contract.Schema, before, f *contract.Field) {
	switch {
	case f.Required && !before.Required:
		w.member(at, there, "FIELD_BECAME_REQUIRED", o, n, before.Pos, absent, evidence{}, "is required, was optional")
	case !f.Required && before.Required:
		w.member(at, there, "FIELD_BECAME_OPTIONAL", o, n, before.Pos, evidence{}, absent, "is optional, was required")
	}
}

// reordered is the first field that both objects have and that stands
// elsewhere among those that both have; "" if there is none.
func reordered(o, n *contract.Schema) string {
	var before, after []string
	for _, f := range o.Fields {
		if n.Field(f.Name) != nil {
			before = append(before, f.Name)
		}
	}
	for _, f := range n.Fields {
		if o.Field(f.Name) != nil {
			after = append(after, f.Name)
		}
	}
	for i := range after {
		if !slices.Equal(before[i:i+1], after[i:i+1]) {
			return after[i]
		}
	}
	return ""
}

// array compares two arrays.
func (w *walk) array(at spot, o, n *contract.Schema) {
	before, after := countsOf(o), countsOf(n)
	switch {
	case after.least > before.least:
		w.items(at, "MIN_ITEMS_RAISED", o, n, "minItems", "has at least "+count(after.least, "item"), before.least)
	case after.least < before.least:
		w.items(at, "MIN_ITEMS_LOWERED", o, n, "minItems", "has at least "+count(after.least, "item"), before.least)
	case (o.MinItems == nil) != (n.MinItems == nil):
		w.note(at, "REWRITTEN", o, n, []string{"minItems"}, evidence{}, evidence{}, "may be empty, as before")
	}
	switch {
	case over(after.most, before.most):
		w.items(at, "MAX_ITEMS_RAISED", o, n, "maxItems", atMost(after.most, "item"), before.most)
	case over(before.most, after.most):
		w.items(at, "MAX_ITEMS_LOWERED", o, n, "maxItems", atMost(after.most, "item"), before.most)
	}
	within := at.to(step{sort: item}, n.Items.Pos)
	within.dead[backward] = within.dead[backward] || before.most == 0
	within.dead[forward] = within.dead[forward] || after.most == 0
	w.schema(within, o.Items, n.Items)
}

func (w *walk) items(at spot, rule string, o, n *contract.Schema, keyword, after string, before int) {
	w.note(at, rule, o, n, []string{keyword}, countEvidence(o, n, keyword), countEvidence(n, o, keyword), "%s, was %s", after, limit(before))
}

// countEvidence is an array of the writer's that has too few items for the
// reader, or too many.
func countEvidence(w, reader *contract.Schema, keyword string) evidence {
	n, a := countsOf(w).fewer(countsOf(reader))
	if keyword == "maxItems" {
		n, a = countsOf(w).more(countsOf(reader))
	}
	if a != found {
		return evidence{answer: a}
	}
	return of(items(w, n, nil))
}

// over reports whether a limit is higher than another.
func over(a, b int) bool { return b != unlimited && (a == unlimited || a > b) }
