package events_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/sample"
)

func (m *vectorMaker) validOnes() {
	for _, ex := range m.event.Examples {
		m.valid("example "+ex.Name, string(ex.JSON), string(ex.JSON))
	}
	m.samples()
	m.spellings()
	m.optionalNulls()
	for _, version := range some(m, 1, []string{"1.0.1", "1.7.0", "1.99999999999999999999.0"}) {
		document := m.smallest().with("/metadata/eventVersion", `"`+version+`"`).String()
		m.valid("version "+version, document, document)
	}
}

// samples are made up by internal/sample: odd, and written as they should be.
func (m *vectorMaker) samples() {
	source := sample.New(20260131, m.event.Type)
	for n := 1; n <= 2; {
		document, err := source.Event(m.event)
		if err != nil {
			m.t.Fatal(err)
		}
		if len(document) < 1200 {
			m.valid(fmt.Sprintf("sample %d", n), string(document), string(document))
			n++
		}
	}
}

// spellings are the full example in other words.
func (m *vectorMaker) spellings() {
	full := string(m.full)

	escaped := parse(m.full)
	escaped.walk("", func(_ string, v *value) {
		if isString(v) {
			v.text = `"` + escapedFirst(v.text[1:])
		}
	})
	m.valid("escapes in every string", escaped.String(), full)

	escaped = parse(m.full)
	var objects []*value // pointers lead nowhere once names are changed
	escaped.walk("", func(_ string, v *value) { objects = append(objects, v) })
	for _, o := range objects {
		for i := range o.fields {
			o.fields[i].name = escapedFirst(o.fields[i].name)
		}
	}
	m.valid("escapes in every name", escaped.String(), full)

	reversed := parse(m.full)
	for _, pointer := range open(m.t, m.event.Type, m.full) {
		slices.Reverse(reversed.at(pointer).fields)
	}
	m.valid("fields in reverse", reversed.String(), full)

	var b strings.Builder
	n := 0
	parse(m.full).write(&b, func() string { n++; return []string{" ", "\n", "\t", "", "\r\n  "}[n%5] })
	m.valid("white space anywhere", b.String(), full)
}

// escapedFirst escapes a text's first character, if that can be told.
func escapedFirst(text string) string {
	if text == "" || text[0] == '"' || text[0] == '\\' || text[0] >= 0x80 {
		return text
	}
	return fmt.Sprintf(`\u%04X`, text[0]) + text[1:]
}

// optionalNulls are optional fields that are null, which is to be absent.
func (m *vectorMaker) optionalNulls() {
	var all []string
	for _, p := range m.places {
		if p.nullable {
			document := m.around(p).with(p.pointer, "null").String()
			m.valid("null "+p.pointer, document, m.around(p).without(p.pointer).String())
			if strings.Count(p.pointer, "/") == 2 && parse(m.full).has(p.pointer) {
				all = append(all, p.pointer)
			}
		} else if p.schema.Kind == contract.KindAny {
			document := m.around(p).with(p.pointer, "null").String()
			m.valid("required and null "+p.pointer, document, document)
		}
	}
	document := m.keeping(m.full, all...)
	for _, pointer := range all {
		document.with(pointer, "null")
	}
	m.valid("every optional field null", document.String(), m.smallest().String())
}

// has reports whether the pointer leads to anything.
func (v *value) has(pointer string) bool {
	return slices.Contains(v.pointers(func(*value) bool { return true }), pointer)
}
