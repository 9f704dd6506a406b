package sample

import (
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// Broken is a document that breaks one rule of its event's schema, and none
// besides.
type Broken struct {
	Pointer  string // of the value that breaks it, or of the field that is missing
	Rule     string // the schema's keyword, "maxLength"
	What     string // what stands there, in a few words
	Document []byte
}

// BreakEach returns documents that break the event's schema, each in one rule
// at one place: every rule of every field that an example can show. It leaves
// out what no document can break (any JSON), and what none breaks alone: the
// length of a text that has to match a pattern, limits that an event of 1 MiB
// cannot pass, and the event's type, which makes another event of it.
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
	document *tree
	list     []Broken
}

func (b *breaker) note(pointer, rule, what string) {
	document := b.document.append(nil)
	if len(document) > wire.MaxSize {
		return
	}
	b.list = append(b.list, Broken{Pointer: pointer, Rule: rule, What: what, Document: document})
}

// with notes the document with another value in a place.
func (b *breaker) with(at *tree, value *tree, pointer, rule, what string) {
	before := *at
	*at = *value
	b.note(pointer, rule, what)
	*at = before
}

// members breaks what is asked of an object's fields.
func (b *breaker) members(object *tree, fields []*contract.Field, pointer string) {
	for _, f := range fields {
		i := indexOf(object, f.Name)
		if i < 0 || pointer == "/metadata" && f.Name == "eventType" {
			continue
		}
		at := pointer + "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(f.Name)
		if f.Required {
			all := object.members
			object.members = append(append([]member(nil), all[:i]...), all[i+1:]...)
			b.note(at, wire.RuleRequired, "missing")
			object.members = all
		}
		if f.Required && f.Schema.Kind != contract.KindAny {
			b.with(object.members[i].value, scalar("null"), at, wire.RuleType, "null")
		}
		b.value(object.members[i].value, f.Schema, at)
	}
}

func indexOf(object *tree, name string) int {
	for i, m := range object.members {
		if m.name == name {
			return i
		}
	}
	return -1
}

// value breaks what a schema asks of a value, and of those in it.
func (b *breaker) value(v *tree, s *contract.Schema, pointer string) {
	if s.Kind == contract.KindAny {
		return
	}
	other, what := scalar("true"), "a boolean"
	if s.Kind == contract.KindBoolean {
		other, what = text("true"), "a string"
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
		for _, m := range v.members {
			b.element(m.value, s.Values, pointer+"/"+m.name)
		}
	case contract.KindArray:
		b.array(v, s, pointer)
	}
}

// element breaks an item or a map's value, which cannot be null either.
func (b *breaker) element(v *tree, s *contract.Schema, pointer string) {
	if s.Kind != contract.KindAny {
		b.with(v, scalar("null"), pointer, wire.RuleType, "null")
	}
	b.value(v, s, pointer)
}

func (b *breaker) array(v *tree, s *contract.Schema, pointer string) {
	if len(v.items) > 0 {
		b.element(v.items[0], s.Items, pointer+"/0")
	}
	if s.MinItems != nil && *s.MinItems > 0 {
		b.with(v, &tree{text: "[", items: v.items[:*s.MinItems-1]}, pointer, wire.RuleMinItems, "one item too few")
	}
	if s.MaxItems != nil && *s.MaxItems < wire.MaxSize && len(v.items) > 0 {
		longer := &tree{text: "["}
		for range *s.MaxItems + 1 {
			longer.items = append(longer.items, v.items[0])
		}
		b.with(v, longer, pointer, wire.RuleMaxItems, "one item too many")
	}
}
