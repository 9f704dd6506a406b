package events_test

import (
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// form is another text of a value, and how that is written.
type form struct{ text, canonical string }

func itself(text string) form { return form{text, text} }

// validForms are documents with as many fields as can be in one form.
func (m *vectorMaker) validForms() {
	m.everywhere("every field at its least", least)
	m.everywhere("every field at its most", most)
	for i := range 4 {
		m.everywhere("member "+itoa(i+1)+" of each enumeration", func(s *contract.Schema) (form, bool) {
			if i >= len(s.Enum) {
				return form{}, false
			}
			return itself(`"` + s.Enum[i] + `"`), true
		})
	}
	for _, f := range some(m, 3, []form{{`12.0`, `12`}, {`1e2`, `100`}, {`1.5E1`, `15`}, {`120e-1`, `12`}, {`-0`, `0`}, {`0.0e5`, `0`}}) {
		m.everywhere("numbers "+f.text, func(s *contract.Schema) (form, bool) {
			return f, s.Kind == contract.KindInteger || s.Kind == contract.KindNumber
		})
	}
	for _, f := range []form{{`12.50`, `12.5`}, {`1E-07`, `1e-7`}, {`0.0000010`, `0.000001`}, {`5e-324`, `5e-324`}, {`2e-324`, `0`}, {`0.1000000000000000055511151231257827`, `0.1`}} {
		m.everywhere("fractions "+f.text, func(s *contract.Schema) (form, bool) { return f, s.Kind == contract.KindNumber })
	}
	for _, f := range some(m, 2, []form{
		{"2026-01-31T12:00:00Z", "2026-01-31T12:00:00.000Z"},
		{"2026-01-31T12:00:00.5+02:00", "2026-01-31T12:00:00.500+02:00"},
		{"2024-02-29T23:59:59.1200000-00:30", "2024-02-29T23:59:59.120-00:30"},
		{"0000-02-29T00:00:00.123456789-23:59", "0000-02-29T00:00:00.123456789-23:59"},
		{"9999-12-31T23:59:59.999999999+23:59", "9999-12-31T23:59:59.999999999+23:59"},
	}) {
		m.everywhere("times "+f.text, func(s *contract.Schema) (form, bool) {
			if s.Format == contract.FormatDateOrDateTime {
				return itself(`"` + f.text + `"`), true // a string, which stays as it is
			}
			return form{`"` + f.text + `"`, `"` + f.canonical + `"`}, s.Format == contract.FormatDateTime
		})
	}
	m.everywhere("free strings with every escape", func(s *contract.Schema) (form, bool) {
		return form{`"\u0022\"\u005c\\\/\b\f\n\r\t\u0000\u001F\u007f\u00e9\u2028\ud83d\ude00\uFFFF"`, `"\"\"\\\\/\b\f\n\r\t\u0000\u001f` + "\x7fé\u2028😀\uffff" + `"`},
			isFree(s) && (s.MaxLength == nil || *s.MaxLength >= 19)
	})
	m.everywhere("empty arrays, maps and objects of any JSON", func(s *contract.Schema) (form, bool) {
		switch s.Kind {
		case contract.KindArray:
			return itself(`[]`), s.MinItems == nil
		case contract.KindMap, contract.KindAnyObject:
			return itself(`{}`), true
		}
		return form{}, false
	})
	m.anyForms()
}

// anyForms are about what may be any JSON. Such values are written anew, but
// digits that a float64 cannot hold are kept.
func (m *vectorMaker) anyForms() {
	isAny := func(s *contract.Schema) bool { return s.Kind == contract.KindAny || s.Kind == contract.KindAnyObject }
	for _, f := range []struct {
		name string
		form
	}{
		{"any JSON", form{
			`{ "b" : [ 1.50 , 1E2,-0, 1e21, 0.0000001, 5e-324 ] , "a\/\u0061":"\u0041\u00e9\ud83d\ude00\u2028\u0000\u001F", "":{ } ,"__proto__":[true , false,null]}`,
			`{"b":[1.5,100,0,1e+21,1e-7,5e-324],"a/a":"Aé😀` + "\u2028" + `\u0000\u001f","":{},"__proto__":[true,false,null]}`,
		}},
		{"as it stood: digits in any JSON", form{
			`{"n": [ 9007199254740993,1e400,-1E400, 1e-400,0.1000000000000000055511151231257827]}`,
			`{"n":[9007199254740993,1e400,-1E400,1e-400,0.1000000000000000055511151231257827]}`,
		}},
		{"any JSON of many levels", itself(`{"a":` + strings.Repeat("[", 50) + strings.Repeat("]", 50) + `}`)},
	} {
		m.everywhere(f.name, func(s *contract.Schema) (form, bool) { return f.form, isAny(s) })
	}
	for _, f := range []form{itself(`""`), {` "\u0061" `, `"a"`}, itself(`0`), {`1.0`, `1`}, itself(`true`), itself(`false`), {`[ ]`, `[]`}, {`[[ ]]`, `[[]]`}} {
		m.everywhere("any JSON that is "+f.text, func(s *contract.Schema) (form, bool) { return f, s.Kind == contract.KindAny })
	}
	for _, p := range m.places {
		if p.schema.Kind == contract.KindMap {
			m.mapForms(p)
		}
	}
}

// mapForms are names of the sender's own, which keep their order.
func (m *vectorMaker) mapForms(p sited) {
	document, want := m.around(p), m.around(p)
	entry := document.at(p.pointer).fields[0].value.String()
	for _, name := range []form{{`z\u00e9`, `zé`}, itself(``), {`a\/b~`, `a/b~`}, itself(`😀`), {`\u0000`, `\u0000`}, itself(`__proto__`)} {
		document.add(p.pointer, name.text, entry)
		want.add(p.pointer, name.canonical, entry)
	}
	m.valid("names in "+p.pointer, document.String(), want.String())
}

// everywhere puts each place of the full example in the form that of names for
// it, if any place has one.
func (m *vectorMaker) everywhere(name string, of func(s *contract.Schema) (form, bool)) {
	forms := map[string]form{}
	var pointers []string
	for _, p := range m.places {
		f, ok := of(p.schema)
		if ok && !isIdentity(p.pointer) && parse(m.full).has(p.pointer) {
			forms[p.pointer] = f
			pointers = append(pointers, p.pointer)
		}
	}
	if len(pointers) == 0 {
		return
	}
	document, want := m.keeping(m.full, pointers...), m.keeping(m.full, pointers...)
	for _, pointer := range pointers {
		document.with(pointer, forms[pointer].text)
		want.with(pointer, forms[pointer].canonical)
	}
	m.valid(name, document.String(), want.String())
}

// isIdentity reports whether a field says of which type and version the event is.
func isIdentity(pointer string) bool {
	return pointer == "/metadata/eventType" || pointer == "/metadata/eventVersion"
}

func isFree(s *contract.Schema) bool {
	return s.Kind == contract.KindString && s.Format == "" && s.Pattern == "" && len(s.Enum) == 0
}

// least is the least value that a schema of a scalar admits, most the greatest.
func least(s *contract.Schema) (form, bool) {
	switch {
	case isFree(s):
		if s.MinLength == nil {
			return itself(`""`), true
		}
		return itself(`"` + strings.Repeat("😀", *s.MinLength) + `"`), true
	case s.Format == contract.FormatEmail:
		return itself(`"a@b.c"`), true
	case s.Format == contract.FormatURI:
		return itself(`"a:b"`), true
	case s.Kind == contract.KindInteger || s.Kind == contract.KindNumber:
		if s.Minimum != nil {
			return itself(number(*s.Minimum)), true
		}
		return itself(`-9007199254740991`), true
	case s.Kind == contract.KindBoolean:
		return itself(`false`), true
	}
	return form{}, false
}

func most(s *contract.Schema) (form, bool) {
	switch {
	case isFree(s):
		if s.MaxLength == nil {
			return form{}, false
		}
		character := "😀" // one, of two UTF-16 units and four bytes
		if *s.MaxLength > 128 {
			character = "é"
		}
		return itself(`"` + strings.Repeat(character, *s.MaxLength) + `"`), true
	case s.Format == contract.FormatEmail:
		return itself(`"` + strings.Repeat("é", 250) + `@b.c"`), true
	case s.Format == contract.FormatURI:
		return itself(`"a:` + strings.Repeat("b", 2046) + `"`), true
	case s.Kind == contract.KindInteger || s.Kind == contract.KindNumber:
		switch {
		case s.Maximum != nil:
			return itself(number(*s.Maximum)), true
		case s.Kind == contract.KindInteger:
			return itself(`9007199254740991`), true // beyond, JSON.stringify rounds
		}
		return itself(`1.7976931348623157e+308`), true
	case s.Kind == contract.KindBoolean:
		return itself(`true`), true
	}
	return form{}, false
}

// number is a limit of the contract, which are small and whole or nearly.
func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
