package events_test

import (
	"fmt"
	"strings"
)

// faults are of the document, whatever the contract says. They are listed
// alone: where a document is unsound, nothing else of it is judged.
func (m *vectorMaker) faults() {
	m.repeated()
	m.deep()
	m.malformed()
	document := m.smallest().with("/metadata/eventId", `""`).with("/metadata/source", `"\ud800"`).add("/payload", "x", `{"a":1,"a":2}`)
	m.invalid("faults come alone", document.String(), broken{"/metadata/source", "utf8", ""}, broken{"/payload/x/a", "duplicateKey", ""})
}

func (m *vectorMaker) repeated() {
	for _, pointer := range parse(m.full).pointers(isObject) {
		document := m.keeping(m.full, pointer)
		o := document.at(pointer)
		if len(o.fields) == 0 {
			continue
		}
		name := o.fields[0].name
		again := member{escapedFirst(name), &value{text: "null"}}
		o.fields = append(o.fields, again)
		m.invalid("duplicate "+pointer+"/"+name, document.String(), broken{pointer + "/" + name, "duplicateKey", ""})
	}
	document := m.smallest().add("/payload", "x", `{"y":[{"a":1,"b":{},"\u0061":2}]}`).String()
	m.invalid("duplicate in an unknown field", document, broken{"/payload/x/y/0/a", "duplicateKey", ""})
	document = m.smallest().add("/payload", "x/~", `1`).add("/payload", `\u0078/~`, `1`).String()
	m.invalid("duplicate unknown field", document, broken{"/payload/x~1~0", "duplicateKey", ""})
}

func (m *vectorMaker) deep() {
	nest := func(n int) string { return strings.Repeat("[", n) + strings.Repeat("]", n) }
	document := m.smallest().add("/payload", "x", nest(62)).String()
	m.valid("64 levels", document, document)
	document = m.smallest().add("/payload", "x", nest(63)).String()
	m.invalid("65 levels", document, broken{"/payload/x" + strings.Repeat("/0", 62), "depth", "64"})
}

// malformed have one fault of syntax, after which nothing is read. Its pointer
// is that of the innermost value that had begun.
func (m *vectorMaker) malformed() {
	sound := m.smallest().String()
	name := m.smallest().field("payload").fields[0].name
	first := "/payload/" + name
	for _, text := range some(m, 4, []string{
		`01`, `-`, `1.`, `.5`, `+1`, `1e`, `0x10`, `NaN`, `-Infinity`, `nul`, `True`, `undefined`, `'a'`, `"a`, `"\x"`, `"\u12g4"`, "\"a\tb\"", "\"\n\"", "\"\x00\"", ``, `/**/1`, `]`,
	}) {
		pointer := first
		if text == `0x10` || text == `"a` {
			pointer = "/payload" // the value ends, and no comma follows
		}
		m.invalid(fmt.Sprintf("syntax: a value that is %q", text), m.smallest().with(first, "@").replaced(`@`, text), broken{pointer, "syntax", ""})
	}
	for _, c := range some(m, 6, []struct{ name, document, pointer string }{
		{"no byte", "", ""},
		{"white space alone", " \n", ""},
		{"a byte order mark", "\ufeff" + sound, ""},
		{"no-break space before it", "\u00a0" + sound, ""},
		{"another document after it", sound + sound, ""},
		{"a line after it", sound + "\n" + sound, ""},
		{"NUL after it", sound + "\x00", ""},
		{"a comment after it", sound + " // end", ""},
		{"cut off before the last brace", sound[:len(sound)-1], ""},
		{"cut off before the last two", sound[:len(sound)-2], "/payload"},
		{"cut off in metadata", `{"metadata":{"eventId":"evt`, "/metadata/eventId"},
		{"cut off after a colon", `{"metadata":`, "/metadata"},
		{"a comma before the last brace", sound[:len(sound)-1] + ",}", ""},
		{"a comma at the payload's end", sound[:len(sound)-2] + ",}}", "/payload"},
		{"a comma at the payload's beginning", strings.Replace(sound, `"payload":{`, `"payload":{,`, 1), "/payload"},
		{"no comma between metadata and payload", strings.Replace(sound, `,"payload"`, ` "payload"`, 1), ""},
		{"no colon", strings.Replace(sound, `"payload":`, `"payload" `, 1), ""},
		{"a name without quotes", strings.Replace(sound, `"payload"`, `payload`, 1), ""},
		{"a name in single quotes", strings.Replace(sound, `"payload"`, `'payload'`, 1), ""},
		{"a bracket for a brace", sound[:len(sound)-1] + "]", ""},
		{"a comma for a colon", strings.Replace(sound, `"payload":`, `"payload",`, 1), ""},
	}) {
		m.invalid("syntax: "+c.name, c.document, broken{c.pointer, "syntax", ""})
	}
}

// replaced is the document's text with a part of it replaced.
func (v *value) replaced(old, text string) string { return strings.Replace(v.String(), old, text, 1) }

// notUTF8 has strings that are not valid Unicode: bytes that are not UTF-8, and escapes
// for halves of characters.
func (m *vectorMaker) notUTF8() {
	first := "/payload/" + m.smallest().field("payload").fields[0].name
	for _, c := range some(m, 5, []struct{ name, text string }{
		{"a lone byte", "\"a\xff\""},
		{"ISO 8859-1", "\"caf\xe9\""},
		{"a character cut off", "\"a\xf0\x9f\x98\""},
		{"an overlong slash", "\"\xc0\xaf\""},
		{"half of a pair in bytes", "\"\xed\xa0\x80\""},
		{"beyond U+10FFFF", "\"\xf4\x90\x80\x80\""},
		{"a high half escaped", `"\ud83d"`},
		{"a low half escaped", `"a\uDE00b"`},
		{"halves the wrong way round", `"\ude00\ud83d"`},
	}) {
		n := 1
		if c.name == "halves the wrong way round" {
			n = 2
		}
		for _, pointer := range some(m, 1, []string{"/metadata/source", first, "/payload/x"}) {
			document := m.smallest()
			if pointer == "/payload/x" {
				document.add("/payload", "x", c.text)
			} else {
				document.with(pointer, c.text)
			}
			var list []broken
			for range n {
				list = append(list, broken{pointer, "utf8", ""})
			}
			m.invalid("UTF-8: "+c.name+" in "+pointer, document.String(), list...)
		}
	}
	document := m.smallest().add("/payload", "x\xff", `1`).String()
	m.invalid("UTF-8: a name", document, broken{"/payload", "utf8", ""})
}
