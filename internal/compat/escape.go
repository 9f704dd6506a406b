package compat

import (
	"encoding/json"

	"github.com/mediamesh/events/internal/contract"
)

// A reading says whether writers may send fields that they do not declare.
type reading struct {
	// open has writers send fields that they do not declare, with any value.
	open bool
}

// escape finds a value that a writer's schema produces and a reader's refuses. Both schemas
// are for places where null is not a value.
func (r reading) escape(w, reader *contract.Schema) (json.RawMessage, answer) {
	switch {
	case reader.Kind == contract.KindAny:
		return nil, none
	case w.Kind == contract.KindAny:
		return refused(reader), found
	case isObject(w) && isObject(reader):
		return r.escapeObject(w, reader)
	case isNumber(w) && isNumber(reader):
		x, a := spanOf(w).escape(spanOf(reader))
		return number(x), a
	case w.Kind != reader.Kind:
		return smallest(w, nil)
	}
	switch w.Kind {
	case contract.KindString:
		text, a := languageOf(w).escape(languageOf(reader))
		return quote(text), a
	case contract.KindArray:
		return r.escapeArray(w, reader)
	}
	return nil, none // booleans
}

func isNumber(s *contract.Schema) bool {
	return s.Kind == contract.KindInteger || s.Kind == contract.KindNumber
}

func isObject(s *contract.Schema) bool {
	return s.Kind == contract.KindObject || s.Kind == contract.KindMap || s.Kind == contract.KindAnyObject
}

// refused is a value of another kind than the reader's, which is not any.
func refused(reader *contract.Schema) json.RawMessage {
	if reader.Kind == contract.KindBoolean {
		return json.RawMessage(`"text"`)
	}
	return json.RawMessage("true")
}

func (r reading) escapeArray(w, reader *contract.Schema) (json.RawMessage, answer) {
	has, wants := countsOf(w), countsOf(reader)
	if n, a := has.fewer(wants); a == found {
		return items(w, n, nil)
	}
	if n, a := has.more(wants); a == found {
		return items(w, n, nil)
	}
	if has.most == 0 {
		return nil, none
	}
	item, a := r.escape(w.Items, reader.Items)
	if a != found {
		return nil, a
	}
	usual, a := smallest(w.Items, nil)
	if a != found {
		return nil, unknown
	}
	return array(item, usual, max(1, has.least))
}

// escapeObject is escape for objects with fields, maps and any objects.
func (r reading) escapeObject(w, reader *contract.Schema) (json.RawMessage, answer) {
	switch reader.Kind {
	case contract.KindAnyObject:
		return nil, none
	case contract.KindMap:
		return r.escapeInto(w, reader.Values)
	}
	var worst answer
	for _, f := range reader.Fields {
		value, a := r.escapeField(w, f)
		if a == found {
			return value, found
		}
		worst = max(worst, a)
	}
	return nil, worst
}

// escapeInto finds an object with a member that the reader's map refuses.
func (r reading) escapeInto(w *contract.Schema, values *contract.Schema) (json.RawMessage, answer) {
	const name = "name"
	var worst answer
	switch {
	case values.Kind == contract.KindAny:
		return nil, none
	case w.Kind == contract.KindAnyObject, w.Kind == contract.KindObject && r.open:
		return object(w, nil, fresh(w), refused(values))
	case w.Kind == contract.KindMap:
		value, a := r.escape(w.Values, values)
		if a != found {
			return nil, a
		}
		return object(w, nil, name, value)
	}
	for _, f := range w.Fields {
		value, a := r.escape(f.Schema, values)
		if a == found {
			return object(w, nil, f.Name, value)
		}
		worst = max(worst, a)
	}
	return nil, worst
}

// fresh is a name that is none of the fields.
func fresh(s *contract.Schema) string {
	name := "name"
	for s.Field(name) != nil {
		name += "X"
	}
	return name
}

// escapeField finds an object whose member of that name a reader refuses, or
// misses.
func (r reading) escapeField(w *contract.Schema, f *contract.Field) (json.RawMessage, answer) {
	own := w.Field(f.Name)
	if f.Required && (own == nil || !own.Required) {
		return smallest(w, nil)
	}
	var value json.RawMessage
	a := none
	switch {
	case own != nil:
		value, a = r.escape(own.Schema, f.Schema)
	case f.Schema.Kind == contract.KindAny:
	case w.Kind == contract.KindMap:
		value, a = r.escape(w.Values, f.Schema)
	case w.Kind == contract.KindAnyObject, r.open:
		value, a = refused(f.Schema), found
	}
	if a != found {
		return nil, a
	}
	return object(w, nil, f.Name, value)
}
