package events_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// brokenLimits break one rule of one field at a time.
func (m *vectorMaker) brokenLimits() {
	for _, p := range m.places {
		try := func(text, rule, limit string) {
			name := text
			if len(name) > 30 {
				name = "a long text"
			}
			m.invalid(p.pointer+" "+rule+": "+name, m.around(p).with(p.pointer, text).String(), broken{p.pointer, rule, limit})
		}
		switch p.schema.Kind {
		case contract.KindString:
			m.brokenString(p, try)
		case contract.KindInteger, contract.KindNumber:
			m.brokenNumber(p.schema, try)
		}
		if s := p.schema; s.Pattern != "" && !isIdentity(p.pointer) || s.MinItems != nil || s.MaxItems != nil || s.ExclusiveMinimum != nil || s.ExclusiveMaximum != nil {
			m.t.Fatalf("%s: the vectors do not break its rule yet; say here how", p.schema.Pos)
		}
	}
}

func (m *vectorMaker) brokenString(p sited, try func(text, rule, limit string)) {
	s := p.schema
	switch p.pointer {
	case "/metadata/eventType":
		for _, text := range some(m, 1, []string{`"none.such"`, `"` + strings.ToUpper(m.event.Type) + `"`, `"` + m.event.Type + ` "`}) {
			try(text, "const", m.event.Type)
		}
		return
	case "/metadata/eventVersion":
		for _, text := range some(m, 2, []string{`""`, `"1"`, `"1.0"`, `"01.0.0"`, `"1.0.0-beta"`, `"v1.0.0"`, `"1.0.0\n"`}) {
			try(text, "pattern", "semver")
		}
		for _, text := range some(m, 1, []string{`"2.0.0"`, `"0.9.0"`, `"10.0.0"`}) {
			try(text, "pattern", "1.x.y")
		}
		return
	}
	if isFree(s) && s.MinLength != nil {
		try(`"`+strings.Repeat("😀", *s.MinLength-1)+`"`, "minLength", itoa(*s.MinLength))
	}
	if isFree(s) && s.MaxLength != nil {
		try(`"`+strings.Repeat("a", *s.MaxLength+1)+`"`, "maxLength", itoa(*s.MaxLength))
	}
	if len(s.Enum) > 0 {
		list := strings.Join(s.Enum, ", ")
		try(`"`+strings.ToLower(s.Enum[0])+`"`, "enum", list)
		try(`""`, "enum", list)
	}
	for _, text := range some(m, 2, ofNoFormat[s.Format]) {
		try(`"`+text+`"`, "pattern", string(s.Format))
	}
	if limit, ok := s.Format.MaxLength(); ok {
		tail := map[contract.Format]string{contract.FormatEmail: "@b.c", contract.FormatURI: ":b"}[s.Format]
		try(`"`+strings.Repeat("a", limit+1-len(tail))+tail+`"`, "maxLength", itoa(limit))
	}
}

// ofNoFormat are texts that are nearly of a format.
var ofNoFormat = map[contract.Format][]string{
	contract.FormatDateTime:       {"", "2026-02-29T12:00:00Z", "2026-01-31", "2026-01-31t12:00:00z", "2026-01-31T24:00:00Z", "2026-01-31T12:00:60Z", "2026-01-31T12:00:00", "2026-01-31T12:00:00.Z", "2026-01-31T12:00:00.1234567890Z", "2026-01-31T12:00:00+24:00"},
	contract.FormatDate:           {"", "2026-02-29", "2026-1-31", "2026-01-31T12:00:00Z"},
	contract.FormatDateOrDateTime: {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-01-31T12:00"},
	contract.FormatEmail:          {"", "a@b", "a b@c.d", "a@b@c.d", "@b.c"},
	contract.FormatURI:            {"", "/relative", "x:", "1x:y", "x:a b"},
}

func (m *vectorMaker) brokenNumber(s *contract.Schema, try func(text, rule, limit string)) {
	kind := wanted[s.Kind]
	if s.Minimum != nil {
		try(number(*s.Minimum-1), "minimum", number(*s.Minimum))
	}
	if s.Maximum != nil {
		try(number(*s.Maximum+1), "maximum", number(*s.Maximum))
	}
	try(`1e400`, "type", kind)
	if s.Kind == contract.KindNumber {
		if s.Minimum != nil && *s.Minimum == 0 {
			try(`-5e-324`, "minimum", "0")
		}
		return
	}
	try(`7.5`, "type", kind)
	if s.Maximum == nil {
		// As a float64, each of them is 2^63.
		for _, text := range []string{`9223372036854775296`, `9223372036854775807`, `9223372036854775808`} {
			try(text, "exclusiveMaximum", "9223372036854775808")
		}
	}
}

// wrongTypes have one value of another kind of JSON, or none at all.
func (m *vectorMaker) wrongTypes() {
	for _, p := range m.places {
		if p.required {
			m.invalid(p.pointer+" required", m.around(p).without(p.pointer).String(), broken{p.pointer, "required", ""})
		}
		kind := wanted[p.schema.Kind]
		if kind == "" {
			continue
		}
		if !p.nullable {
			m.invalid(p.pointer+" type: null", m.around(p).with(p.pointer, "null").String(), broken{p.pointer, "type", kind})
		}
		others := slices.DeleteFunc(slices.Clone(kinds[1:]), func(k kindText) bool {
			return k.kind == kind || k.kind == "number" && kind == "integer"
		})
		for _, k := range some(m, 1, others) {
			m.invalid(p.pointer+" type: "+k.text, m.around(p).with(p.pointer, k.text).String(), broken{p.pointer, "type", kind})
		}
	}
}

// manyBroken break several rules, which are all listed, in the document's
// order; what is missing at the end of its object.
func (m *vectorMaker) manyBroken() {
	for _, k := range kinds {
		if k.kind != "object" {
			m.invalid("the document is "+k.text, k.text, broken{"", "type", "object"})
		}
	}
	m.invalid("no field at all", `{}`, broken{"/metadata", "required", ""}, broken{"/payload", "required", ""})
	m.invalid("an event in an array", "["+m.smallest().String()+"]", broken{"", "type", "object"})

	var missing []broken
	for _, p := range m.places {
		if p.required && strings.Count(p.pointer, "/") == 2 {
			missing = append(missing, broken{p.pointer, "required", ""})
		}
	}
	m.invalid("no field of metadata and payload", `{"metadata":{},"payload":{}}`, missing...)

	var list []broken
	document := m.smallest()
	for _, p := range m.places {
		if p.required && strings.Count(p.pointer, "/") == 2 && !isIdentity(p.pointer) && wanted[p.schema.Kind] != "" {
			document.with(p.pointer, `null`)
			list = append(list, broken{p.pointer, "type", wanted[p.schema.Kind]})
		}
	}
	m.invalid("every required field null", document.String(), list...)

	emptied := m.emptied()
	document = m.smallest().with("/metadata/eventId", `""`).with("/metadata/timestamp", `"now"`).with(emptied.Pointer, `""`)
	document.fields[0], document.fields[1] = document.fields[1], document.fields[0]
	document.without("/metadata/source")
	m.invalid("payload before metadata", document.String(), emptied,
		broken{"/metadata/eventId", "minLength", "1"}, broken{"/metadata/timestamp", "pattern", "date-time"}, broken{"/metadata/source", "required", ""})

	for _, p := range m.places {
		if p.schema.Kind == contract.KindMap {
			document := m.around(p).add(p.pointer, "a/b~c", `7`).add(p.pointer, `\u00e9`, `7`)
			kind := wanted[p.schema.Values.Kind]
			m.invalid("entries of "+p.pointer, document.String(), broken{p.pointer + "/a~1b~0c", "type", kind}, broken{p.pointer + "/é", "type", kind})
		}
		if p.schema.Kind == contract.KindArray {
			kind := wanted[p.schema.Items.Kind]
			item := m.around(p).at(p.pointer).items[0].String()
			document := m.around(p).with(p.pointer, fmt.Sprintf("[%s,{},null,%s,[]]", item, item))
			m.invalid("elements of "+p.pointer, document.String(), broken{p.pointer + "/1", "type", kind}, broken{p.pointer + "/2", "type", kind}, broken{p.pointer + "/4", "type", kind})
		}
	}
}

// emptied is what an empty string breaks in the first required field that must
// not be one.
func (m *vectorMaker) emptied() broken {
	for _, p := range m.places {
		if s := p.schema; p.required && strings.HasPrefix(p.pointer, "/payload/") {
			switch {
			case s.Kind != contract.KindString && wanted[s.Kind] != "":
				return broken{p.pointer, "type", wanted[s.Kind]}
			case s.MinLength != nil:
				return broken{p.pointer, "minLength", itoa(*s.MinLength)}
			}
		}
	}
	m.t.Fatalf("%s: any field may be an empty string", m.event.Type)
	return broken{}
}
