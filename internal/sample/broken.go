package sample

import (
	"slices"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsonpointer"
	"github.com/mediamesh/events/internal/jsontree"
	"github.com/mediamesh/events/wire"
)

// Broken is a document that breaks exactly one rule of its event's schema.
type Broken struct {
	Pointer  string // of the value that breaks it, or of the field that is missing
	Rule     string // the schema's keyword, "maxLength"
	What     string // a short description of the value
	Document []byte
}

// BreakEach returns documents that break the event's schema, each in one rule at one place:
// every rule of every field of the full example. It leaves out what no document can break
// (any JSON) and what cannot be broken alone: the length of a text that must match a
// pattern, limits beyond the event size of 1 MiB, and the event's type, which would make it
// another event.
func BreakEach(e *contract.Event) ([]Broken, error) {
	document, err := plainly(e, true).document(e)
	if err != nil {
		return nil, err
	}
	b := &breaker{event: e, document: document}
	b.members(document, []*contract.Field{
		{Name: "metadata", Required: true, Schema: contract.Envelope()},
		{Name: "payload", Required: true, Schema: e.Payload},
	}, "")
	return b.list, nil
}

// A breaker changes a document in one place, writes it down, and changes it
// back.
type breaker struct {
	event    *contract.Event
	document *jsontree.Value
	list     []Broken
}

func (b *breaker) note(pointer, rule, what string) {
	document := b.document.Append(nil)
	if len(document) > wire.MaxSize {
		return
	}
	b.list = append(b.list, Broken{Pointer: pointer, Rule: rule, What: what, Document: document})
}

// with notes the document with another value in a place.
func (b *breaker) with(at *jsontree.Value, value *jsontree.Value, pointer, rule, what string) {
	before := *at
	*at = *value
	b.note(pointer, rule, what)
	*at = before
}

// members breaks what is asked of an object's fields.
func (b *breaker) members(object *jsontree.Value, fields []*contract.Field, pointer string) {
	all := object.Members()
	for _, f := range fields {
		i := slices.IndexFunc(all, func(m jsontree.Member) bool { return m.Name == f.Name })
		if i < 0 || pointer == "/metadata" && f.Name == "eventType" {
			continue
		}
		at := jsonpointer.Join(pointer, f.Name)
		if f.Required {
			object.SetMembers(slices.Delete(slices.Clone(all), i, i+1))
			b.note(at, wire.RuleRequired, "missing")
			object.SetMembers(all)
		}
		if f.Required && f.Schema.Kind != contract.KindAny {
			b.with(all[i].Value, jsontree.Of(nil), at, wire.RuleType, "null")
		}
		b.value(all[i].Value, f.Schema, at)
	}
}

// value breaks what a schema asks of a value, and of those in it.
func (b *breaker) value(v *jsontree.Value, s *contract.Schema, pointer string) {
	if s.Kind == contract.KindAny {
		return
	}
	other, what := jsontree.Of(true), "a boolean"
	if s.Kind == contract.KindBoolean {
		other, what = jsontree.Of("true"), "a string"
	}
	b.with(v, other, pointer, wire.RuleType, what)
	switch s.Kind {
	case contract.KindString:
		b.text(v, s, pointer)
	case contract.KindInteger, contract.KindNumber:
		b.number(v, s, pointer)
	case contract.KindObject:
		b.members(v, s.Fields, pointer)
	case contract.KindMap:
		for _, m := range v.Members() {
			b.element(m.Value, s.Values, jsonpointer.Join(pointer, m.Name))
		}
	case contract.KindArray:
		b.array(v, s, pointer)
	}
}

// element breaks an item or a map's value, which cannot be null either.
func (b *breaker) element(v *jsontree.Value, s *contract.Schema, pointer string) {
	if s.Kind != contract.KindAny {
		b.with(v, jsontree.Of(nil), pointer, wire.RuleType, "null")
	}
	b.value(v, s, pointer)
}

func (b *breaker) array(v *jsontree.Value, s *contract.Schema, pointer string) {
	items := v.Members()
	if len(items) > 0 {
		b.element(items[0].Value, s.Items, pointer+"/0")
	}
	if s.MinItems != nil && *s.MinItems > 0 {
		shorter := jsontree.Array()
		shorter.SetMembers(items[:*s.MinItems-1])
		b.with(v, shorter, pointer, wire.RuleMinItems, "one item too few")
	}
	if s.MaxItems != nil && *s.MaxItems < wire.MaxSize && len(items) > 0 {
		longer := jsontree.Array()
		for range *s.MaxItems + 1 {
			longer.Add("", items[0].Value)
		}
		b.with(v, longer, pointer, wire.RuleMaxItems, "one item too many")
	}
}
