package events_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

// place is where a value of the contract stands in an example.
type place struct {
	pointer  string
	schema   *contract.Schema
	required bool
	nullable bool
	field    bool // rather than an element or an entry
}

// kindText is a value of one kind of JSON.
type kindText struct{ kind, text string }

// kinds are a value of each kind of JSON, and what a violation calls it.
var kinds = []kindText{
	{"null", `null`},
	{"boolean", `true`},
	{"number", `7`},
	{"string", `"7"`},
	{"array", `[7]`},
	{"object", `{"x":7}`},
}

// wanted is what a violation calls a schema's kind, "" if any JSON goes.
var wanted = map[contract.Kind]string{
	contract.KindString:    "string",
	contract.KindInteger:   "integer",
	contract.KindNumber:    "number",
	contract.KindBoolean:   "boolean",
	contract.KindObject:    "object",
	contract.KindMap:       "object",
	contract.KindAnyObject: "object",
	contract.KindArray:     "array",
	contract.KindAny:       "",
}

// places lists every value of the example that the contract speaks of. It also
// counts the schema's fields that were met, in met.
func places(e *contract.Event, document *value, met map[*contract.Field]bool) []place {
	list := []place{
		{pointer: "/metadata", schema: contract.Envelope(), required: true, field: true},
		{pointer: "/payload", schema: e.Payload, required: true, field: true},
	}
	list = append(list, placesIn(contract.Envelope(), "/metadata", document.field("metadata"), met)...)
	return append(list, placesIn(e.Payload, "/payload", document.field("payload"), met)...)
}

func placesIn(s *contract.Schema, pointer string, v *value, met map[*contract.Field]bool) []place {
	var list []place
	add := func(p place, v *value) {
		list = append(list, p)
		list = append(list, placesIn(p.schema, p.pointer, v, met)...)
	}
	switch s.Kind {
	case contract.KindObject:
		for _, f := range s.Fields {
			if had := v.field(f.Name); had != nil {
				met[f] = true
				add(place{pointer + "/" + f.Name, f.Schema, f.Required, !f.Required, true}, had)
			}
		}
	case contract.KindMap:
		for _, f := range v.fields {
			add(place{pointer: pointer + "/" + f.name, schema: s.Values}, f.value)
		}
	case contract.KindArray:
		if len(v.items) > 0 {
			add(place{pointer: pointer + "/0", schema: s.Items}, v.items[0])
		}
	}
	return list
}

// eachPlace visits every value of every example, and tells if a field of the
// contract is in none.
func eachPlace(t *testing.T, visit func(where string, example []byte, p place)) {
	c := theContract(t)
	met := map[*contract.Field]bool{}
	for _, e := range c.Events() {
		for _, ex := range e.Examples {
			for _, p := range places(e, parse(ex.JSON), met) {
				visit(ex.Pos.String()+" "+p.pointer, ex.JSON, p)
			}
		}
		for _, f := range slices.Concat(contract.Envelope().Fields, e.Payload.Fields) {
			if !met[f] {
				t.Errorf("no example of %s has %s", e.Type, f.Name)
			}
		}
	}
	for _, typ := range c.Types {
		for _, f := range typ.Schema.Fields {
			if !met[f] {
				t.Errorf("no example has %s of %s (%s)", f.Name, typ.Name, f.Pos)
			}
		}
	}
}

// Every value of every event, replaced by each other kind of JSON, is exactly
// one violation at its place; null for an optional field is its absence.
func TestWrongTypes(t *testing.T) {
	tried := 0
	eachPlace(t, func(where string, example []byte, p place) {
		kind := wanted[p.schema.Kind]
		for _, k := range kinds {
			if kind == "" || k.kind == kind || k.kind == "number" && kind == "integer" {
				continue
			}
			tried++
			document := parse(example).with(p.pointer, k.text).String()
			if k.kind == "null" && p.nullable {
				sameEvent(t, where, document, parse(example).without(p.pointer).String())
				continue
			}
			want(t, where, invalid(t, document), p.pointer+" type("+kind+"): must be "+article(kind)+", not "+article(k.kind))
		}
		if kind == "integer" {
			document := parse(example).with(p.pointer, "7.5").String()
			want(t, where, invalid(t, document), p.pointer+" type(integer): must be an integer, not a number with a fraction")
		}
	})
	if tried < 2000 {
		t.Errorf("%d values tried, want thousands", tried)
	}
}

func article(kind string) string {
	if kind == "null" {
		return kind
	}
	if strings.ContainsAny(kind[:1], "aio") {
		return "an " + kind
	}
	return "a " + kind
}

// Every required field, left out, is exactly one violation at its own place;
// without an optional one the event is as valid as before.
func TestMissingFields(t *testing.T) {
	eachPlace(t, func(where string, example []byte, p place) {
		if !p.field {
			return
		}
		document := parse(example).without(p.pointer).String()
		if p.required {
			want(t, where, invalid(t, document), p.pointer+" required: is required")
			return
		}
		// Decoding and encoding leaves it out as well.
		sameBytes(t, where, document, document)
	})
}

// The limits of every field, at the values next to them.
func TestLimitsOfEveryField(t *testing.T) {
	eachPlace(t, func(where string, example []byte, p place) {
		s := p.schema
		if p.pointer == "/metadata/eventType" || p.pointer == "/metadata/eventVersion" {
			return
		}
		try := func(text string, violations ...string) {
			t.Helper()
			document := parse(example).with(p.pointer, text).String()
			if len(violations) > 0 {
				want(t, where+" "+text, invalid(t, document), violations...)
			} else {
				sameBytes(t, where+" "+text, document, document)
			}
		}
		limited := s.Format == "" && len(s.Enum) == 0 && s.Pattern == ""
		if s.Kind == contract.KindString && limited {
			if s.MinLength != nil && *s.MinLength == 1 {
				try(`""`, p.pointer+" minLength(1): must not be empty")
				try(`"😀"`)
			} else if s.MinLength == nil {
				try(`""`)
			}
			if s.MaxLength != nil {
				n := *s.MaxLength
				try(`"` + strings.Repeat("é", n) + `"`)
				try(`"`+strings.Repeat("😀", n+1)+`"`, p.pointer+" maxLength("+itoa(n)+"): must have at most "+itoa(n)+" characters, has "+itoa(n+1))
			}
		}
		if len(s.Enum) > 0 {
			list := strings.Join(s.Enum, ", ")
			for _, v := range s.Enum {
				try(`"` + v + `"`)
				try(`"`+strings.ToLower(v)+`"`, p.pointer+" enum("+list+"): must be one of "+list)
			}
			try(`""`, p.pointer+" enum("+list+"): must be one of "+list)
		}
		switch s.Format {
		case contract.FormatDateTime:
			try(`"2026-02-30T12:00:00.000Z"`, p.pointer+" pattern(date-time): must be an RFC 3339 date-time such as 2026-01-31T12:00:00.000Z")
			try(`"2026-02-28T12:00:00.123456789-23:59"`)
		case contract.FormatDateOrDateTime:
			try(`"2026-02-30"`, p.pointer+" pattern(date-or-date-time): must be a date such as 2026-01-31 or a date-time such as 2026-01-31T12:00:00.000Z")
			try(`"2024-02-29"`)
			try(`"2024-02-29T12:00:00Z"`)
		case contract.FormatEmail:
			long := strings.Repeat("a", 254-len("@b.c")) + "@b.c"
			try(`"` + long + `"`)
			try(`"a`+long+`"`, p.pointer+" maxLength(254): must have at most 254 characters, has 255")
			try(`""`, p.pointer+" pattern(email): must be an e-mail address such as name@example.com")
		case contract.FormatURI:
			long := "a:" + strings.Repeat("é", 2048-len("a:"))
			try(`"` + long + `"`)
			try(`"`+long+`é"`, p.pointer+" maxLength(2048): must have at most 2048 characters, has 2049")
			try(`"/relative"`, p.pointer+" pattern(uri): must be an absolute URI such as https://example.com/a")
		}
		if s.Minimum != nil && *s.Minimum == 0 {
			try(`0`)
			try(`-1`, p.pointer+" minimum(0): must be at least 0")
		}
		if s.Maximum != nil && *s.Maximum == 100 {
			try(`100`)
			try(`101`, p.pointer+" maximum(100): must be at most 100")
		}
	})
}

// A newer minor version is read as it is, a newer major is not.
func TestVersionsOfEveryEvent(t *testing.T) {
	for _, ex := range examples(t) {
		for _, version := range []string{"1.0.1", "1.7.0", "1.99999999999999999999.0"} {
			document := parse(ex.JSON).with("/metadata/eventVersion", `"`+version+`"`).add("/payload", "added", `{"later":1}`).String()
			sameBytes(t, ex.Pos.String(), document, document)
		}
		for _, version := range []string{"1.0", "1", "01.0.0", "1.0.0-beta", "v1.0.0", ""} {
			document := parse(ex.JSON).with("/metadata/eventVersion", `"`+version+`"`).String()
			want(t, ex.Pos.String(), invalid(t, document), "/metadata/eventVersion pattern(semver): must be MAJOR.MINOR.PATCH such as 1.0.0")
		}
	}
}
