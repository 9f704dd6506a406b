package dynamic_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"slices"
	"strings"
)

// A part is a value of a document that is to be broken.
type part struct {
	text  string // of a scalar
	open  byte   // '{' or '[', 0 of a scalar
	names []string
	parts []*part
}

// parse reads a document that is sound.
func parse(data []byte) *part {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return parsed(d)
}

func parsed(d *json.Decoder) *part {
	token, err := d.Token()
	if err != nil {
		panic(err)
	}
	open, ok := token.(json.Delim)
	if !ok {
		return &part{text: quoted(token)}
	}
	p := &part{open: byte(open)}
	for d.More() {
		if open == '{' {
			name, _ := d.Token()
			p.names = append(p.names, quoted(name))
		}
		p.parts = append(p.parts, parsed(d))
	}
	_, _ = d.Token()
	return p
}

func quoted(v any) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v)
	return strings.TrimSpace(b.String())
}

func (p *part) write(b *bytes.Buffer) {
	if p.open == 0 {
		b.WriteString(p.text)
		return
	}
	b.WriteByte(p.open)
	for i, inner := range p.parts {
		if i > 0 {
			b.WriteByte(',')
		}
		if p.open == '{' {
			b.WriteString(p.names[i] + ":")
		}
		inner.write(b)
	}
	b.WriteByte(p.open + 2)
}

// all lists the part and what is in it.
func (p *part) all() []*part {
	list := []*part{p}
	for _, inner := range p.parts {
		list = append(list, inner.all()...)
	}
	return list
}

var scalars = []string{
	"null", "true", "false", "0", "-0", "1", "-1", "1.5", "128.0", "1e2", "1e400", "9007199254740993", "9223372036854775808", "1E-7", "100", "-5", "5", "6",
	`""`, `" "`, `"a"`, `"ab"`, `"abcdef"`, `"1.0.0"`, `"2.0.0"`, `"PROGRAM"`, `"dark-red"`, `"2026-02-28"`, `"2026-02-29T00:00:00Z"`, `"2026-02-28T00:00:00.1234+01:00"`,
	`"a@b.c"`, `"a:b"`, `"\u0041\n"`, `"\ud83c"`, `"🎬"`, `{}`, `[]`, `[null]`, `{"old":1}`, `[{"name":1},{"x":[]}]`, `[1,"a",{"b":null}]`, `"` + strings.Repeat("é", 129) + `"`, `"` + strings.Repeat("x", 2050) + `"`,
}

func one[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }

// broken changes a sound document in a few places, so that it is no more what
// its contract wants, or seldom even JSON.
func broken(r *rand.Rand, data []byte) []byte {
	root := parse(data)
	for more := true; more; more = r.IntN(2) == 0 {
		root.change(r)
	}
	var b bytes.Buffer
	root.write(&b)
	if out := b.Bytes(); r.IntN(8) > 0 {
		return spaced(r, out)
	}
	return hit(r, b.Bytes())
}

func (p *part) change(r *rand.Rand) {
	at := one(r, p.all())
	if at.open == 0 || r.IntN(20) == 0 {
		if at.open == 0 && r.IntN(3) == 0 && at.text[0] == '"' {
			at.text = `"` + strings.Repeat(one(r, []string{"x", "é", "🎬", `\n`, `\u00e9`}), r.IntN(40)) + at.text[1:]
			return
		}
		*at = part{text: one(r, scalars)}
		return
	}
	n := len(at.parts)
	switch kind := r.IntN(6); {
	case kind == 0 || n == 0:
		at.insert(r.IntN(n+1), one(r, []string{`"x"`, `"id"`, `"title"`, `"unbekannt ü"`, `"a\u0062c"`, `""`, `"__proto__"`}), &part{text: one(r, scalars)})
	case kind == 1:
		i := r.IntN(n)
		at.parts = slices.Delete(at.parts, i, i+1)
		if at.open == '{' {
			at.names = slices.Delete(at.names, i, i+1)
		}
	case kind == 2: // at another place
		i, j := r.IntN(n), r.IntN(n)
		at.parts[i], at.parts[j] = at.parts[j], at.parts[i]
		if at.open == '{' {
			at.names[i], at.names[j] = at.names[j], at.names[i]
		}
	case kind == 3: // another's value
		*at.parts[r.IntN(n)] = *parse(written(one(r, p.all())))
	case kind == 4 && at.open == '{' && r.IntN(3) == 0: // twice
		at.insert(r.IntN(n+1), one(r, at.names), &part{text: one(r, scalars)})
	default:
		*at.parts[r.IntN(n)] = part{text: one(r, scalars)}
	}
}

func (p *part) insert(i int, name string, inner *part) {
	p.parts = slices.Insert(p.parts, i, inner)
	if p.open == '{' {
		p.names = slices.Insert(p.names, i, name)
	}
}

// written is the part as JSON, without halves of characters.
func written(p *part) []byte {
	var b bytes.Buffer
	p.write(&b)
	if !json.Valid(b.Bytes()) {
		return []byte("null")
	}
	return b.Bytes()
}

// spaced puts white space into every tenth document.
func spaced(r *rand.Rand, data []byte) []byte {
	var b bytes.Buffer
	if r.IntN(10) > 0 || json.Indent(&b, data, "", "\t") != nil {
		return data
	}
	return b.Bytes()
}

// hit changes a byte or cuts the document off.
func hit(r *rand.Rand, data []byte) []byte {
	at := r.IntN(len(data))
	switch r.IntN(3) {
	case 0:
		return data[:at]
	case 1:
		return slices.Delete(data, at, at+1)
	}
	data[at] = one(r, []byte("{}[]\",:\\ 0-.eE\x00\x80\xff"))
	return data
}
