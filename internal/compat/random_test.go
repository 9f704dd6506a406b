package compat

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
)

// A shop is a contract with one event, made up at random, before it is written
// out as files.
type shop struct {
	payload *objectText
	types   []*objectText // each refers to later ones only
}

type objectText struct{ fields []*memberText }

type memberText struct {
	name     string
	required bool
	value    *valueText
}

// A valueText is a schema, as its keywords.
type valueText struct {
	kind     string // a type, or any, map, anyObject, ref
	keywords map[string]string
	inner    *valueText // items or values
	ref      int        // of types
}

var (
	kinds    = []string{"string", "string", "string", "integer", "number", "boolean", "array", "map", "map", "map", "anyObject", "any", "ref", "ref"}
	patterns = []string{
		"^[a-z]+$", "^[a-z]*$", "^[a-z][a-z]*$", "^[A-Z]{2,4}$", "^[A-Z]{2}$", "^(?:AA|BB)$", "^[0-9]{1,3}$", "x", "^x", "x$",
		"^[a-z0-9_]+$", `^\w+$`, `\bx\b`, `^[^\n\r]*$`, `^(?:[a-z]{2})+$`, `^[0-9]{4}-[0-9]{2}-[0-9]{2}$`,
	}
	formatsKnown = []string{"date-time", "date", "date-or-date-time", "email", "uri", "uuid"}
	words        = []string{"AA", "BB", "CC", "a", "xx", "x", "abcdef", "12"}
	limits       = []string{"-1", "0", "1", "2", "7", "100"}
	fractions    = []string{"-0.5", "0.5", "99.5", "0.1"}
	lengths      = []string{"0", "1", "2", "3", "4", "5", "6", "8", "40", "250", "300"}
	names        = []string{"a", "b", "c", "d", "e"}
)

type maker struct{ *rand.Rand }

func (m maker) pick(list []string) string { return list[m.IntN(len(list))] }
func (m maker) chance(n int) bool         { return m.IntN(n) == 0 }

func (m maker) shop() *shop {
	s := &shop{types: make([]*objectText, 3)}
	for i := range s.types {
		s.types[i] = m.object(i + 1)
	}
	s.payload = m.object(0)
	return s
}

// object makes up an object that may refer to the types from first on.
func (m maker) object(first int) *objectText {
	o := &objectText{}
	for _, name := range names[:1+m.IntN(len(names)-1)] {
		o.fields = append(o.fields, &memberText{name, m.chance(2), m.value(first)})
	}
	return o
}

func (m maker) value(first int) *valueText {
	v := &valueText{kind: m.pick(kinds), keywords: map[string]string{}}
	if v.kind == "ref" {
		if first >= 3 {
			v.kind = "boolean"
			return v
		}
		v.ref = first + m.IntN(3-first)
	}
	if v.kind == "array" || v.kind == "map" {
		v.inner = m.value(first)
	}
	for range m.IntN(3) {
		m.limit(v)
	}
	return v
}

// limit sets one limit of a value, or takes it away.
func (m maker) limit(v *valueText) {
	set := func(key, value string) {
		if m.chance(4) {
			delete(v.keywords, key)
		} else {
			v.keywords[key] = value
		}
	}
	switch v.kind {
	case "string":
		switch m.IntN(5) {
		case 0:
			set("minLength", m.pick(lengths[:8]))
		case 1:
			set("maxLength", m.pick(lengths))
		case 2:
			set("pattern", "'"+m.pick(patterns)+"'")
		case 3:
			set("format", m.pick(formatsKnown))
		case 4:
			set("enum", m.enum())
		}
	case "integer":
		set(m.pick([]string{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}), m.pick(limits))
	case "number":
		set(m.pick([]string{"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"}), m.pick(append(fractions, limits...)))
	case "array":
		set(m.pick([]string{"minItems", "maxItems"}), m.pick(lengths[:5]))
	}
}

func (m maker) enum() string {
	var list []string
	for _, w := range words {
		if m.chance(3) {
			list = append(list, "'"+w+"'")
		}
	}
	if len(list) == 0 {
		list = []string{"AA"}
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// mutate changes one thing of the contract.
func (m maker) mutate(s *shop) {
	objects, first := append([]*objectText{s.payload}, s.types...), 0
	i := m.IntN(len(objects))
	if m.chance(2) {
		i = 0
	}
	o := objects[i]
	if i > 0 {
		first = i
	}
	at := m.member(o)
	f := o.fields[at]
	switch m.IntN(8) {
	case 0:
		for _, name := range names {
			if !o.has(name) {
				o.fields = append(o.fields, &memberText{name, m.chance(2), m.value(first)})
				return
			}
		}
	case 1:
		if len(o.fields) > 1 {
			o.fields = append(o.fields[:at:at], o.fields[at+1:]...)
		}
	case 2:
		f.required = !f.required
	case 3:
		*m.part(f.value) = *m.value(first)
	case 4:
		if f.value.kind == "integer" {
			f.value.kind = "number"
		} else if f.value.kind == "map" {
			f.value.kind, f.value.inner = "anyObject", nil
		}
	default:
		m.limit(m.part(f.value))
	}
}

// member picks a field of an object: a map in one of three cases, if it has one.
func (m maker) member(o *objectText) int {
	if m.chance(3) {
		isMap := func(f *memberText) bool { return f.value.kind == "map" }
		if at := slices.IndexFunc(o.fields, isMap); at >= 0 {
			return at
		}
	}
	return m.IntN(len(o.fields))
}

// part picks a value, or one that it holds. It mostly picks the value of a map:
// a map has no limits of its own.
func (m maker) part(v *valueText) *valueText {
	for v.inner != nil && (v.kind == "map" && !m.chance(4) || m.chance(2)) {
		v = v.inner
	}
	return v
}

func (o *objectText) has(name string) bool {
	for _, f := range o.fields {
		if f.name == name {
			return true
		}
	}
	return false
}

func (s *shop) clone() *shop {
	out := &shop{payload: s.payload.clone()}
	for _, t := range s.types {
		out.types = append(out.types, t.clone())
	}
	return out
}

func (o *objectText) clone() *objectText {
	out := &objectText{}
	for _, f := range o.fields {
		out.fields = append(out.fields, &memberText{f.name, f.required, f.value.clone()})
	}
	return out
}

func (v *valueText) clone() *valueText {
	if v == nil {
		return nil
	}
	out := &valueText{kind: v.kind, keywords: map[string]string{}, inner: v.inner.clone(), ref: v.ref}
	for k, w := range v.keywords {
		out.keywords[k] = w
	}
	return out
}

// files are the contract as people would have written it.
func (s *shop) files() fstest.MapFS {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	files := fstest.MapFS{
		"catalog.yaml":     file("title: Shop\ngo: {dir: ../out, package: example.com/shop/out}\ndomains:\n  - {name: shop, events: [placed]}\n"),
		"shop/placed.yaml": file("type: shop.placed\nversion: 1.0.0\nname: Placed\nconstant: SHOP_PLACED\npayload:\n  " + s.payload.yaml() + "\n"),
	}
	for i, t := range s.types {
		files[fmt.Sprintf("types/T%d.yaml", i)] = file(t.yaml() + "\n")
	}
	return files
}

func (o *objectText) yaml() string {
	var required, fields []string
	for _, f := range o.fields {
		if f.required {
			required = append(required, f.name)
		}
		fields = append(fields, f.name+": "+f.value.yaml())
	}
	return "{type: object, required: [" + strings.Join(required, ", ") + "], properties: {" + strings.Join(fields, ", ") + "}}"
}

func (v *valueText) yaml() string {
	var b strings.Builder
	switch v.kind {
	case "ref":
		return fmt.Sprintf("{$ref: T%d}", v.ref)
	case "any":
		return "{any: true}"
	case "anyObject":
		return "{type: object, additionalProperties: true}"
	case "map":
		return "{type: object, additionalProperties: " + v.inner.yaml() + "}"
	}
	fmt.Fprintf(&b, "{type: %s", v.kind)
	for _, key := range []string{"minLength", "maxLength", "pattern", "format", "enum", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minItems", "maxItems"} {
		if w, ok := v.keywords[key]; ok {
			fmt.Fprintf(&b, ", %s: %s", key, w)
		}
	}
	if v.inner != nil {
		b.WriteString(", items: " + v.inner.yaml())
	}
	return b.String() + "}"
}

// pairOf makes up two contracts that differ in one to three things. The same
// number makes the same pair.
func pairOf(t testing.TB, n uint64) (old, new *contract.Contract, text string) {
	t.Helper()
	m := maker{rand.New(rand.NewPCG(n, 5))}
	for range 1000 {
		a := m.shop()
		before, err := contract.ReadFS(a.files())
		if err != nil {
			continue // limits that exclude each other, and the like
		}
		for range 20 {
			b := a.clone()
			for range 1 + m.IntN(3) {
				m.mutate(b)
			}
			if after, err := contract.ReadFS(b.files()); err == nil {
				return before, after, a.payload.yaml() + fmt.Sprint(a.typesText()) + "\n" + b.payload.yaml() + fmt.Sprint(b.typesText())
			}
		}
	}
	t.Fatalf("no pair could be made of %d", n)
	return nil, nil, ""
}

func (s *shop) typesText() (all []string) {
	for _, t := range s.types {
		all = append(all, t.yaml())
	}
	return all
}
