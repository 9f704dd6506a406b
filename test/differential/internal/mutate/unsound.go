package mutate

import (
	"slices"
	"strings"

	"github.com/mediamesh/events/test/differential/internal/document"
	"github.com/mediamesh/events/wire"
)

// repeat puts a field into its object a second time, its name perhaps spelt
// another way, with another value.
func repeat(d *draft) bool {
	p := d.pick(func(p *place) bool { return len(p.value.Members) > 0 })
	if p == nil {
		return false
	}
	m := p.value.Members[d.below(len(p.value.Members))]
	text, ok := document.Unquote(m.Name)
	if !ok {
		return false
	}
	again := document.Member{Name: document.Quote(text, d.escapes()), Value: m.Value.Clone()}
	if d.oneIn(2) {
		again.Value = d.anything()
	}
	p.value.Members = slices.Insert(p.value.Members, d.below(len(p.value.Members)+1), again)
	return true
}

// surrogate puts half a surrogate pair, or two halves in the wrong order, into
// a text or a name.
func surrogate(d *draft) bool {
	return d.insert(`\ud800`, `\udfff`, `\uDBFF`, `\udc00\ud800`, `\ud83c\ud83c`, `\ud83c\udbff`, `\ud83c\ue000`, `\ud7ff\udc00`, `\ud83cx\udfac`, `\ud83c\\udfac`, `\ud83c\n`, `\ud83c\udfa`, `\ud83c\u`, `\ud83c\`, `\ud83c\u0041`)
}

// control puts in what a string may not have as it is, or an escape that there
// is not.
func control(d *draft) bool {
	return d.insert("\x00", "\x1f", "\n", "\t", "\r", "\x7f", `\x41`, `\'`, `\a`, `\v`, `\0`, `\U0041`, `\u004`, `\u00g1`, `\u{41}`, `\`, "\\\n",
		"\xff", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xed\xbf\xbf", "\xef\xbf", "\xf0\x80\x80\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\x80", "\xe2\x82", "\xf0\x9f\x8e")
}

// insert puts a piece into a text or a name as it stands, quotes and all.
func (d *draft) insert(pieces ...string) bool {
	quoted := d.quoted(4)
	if quoted == nil || len(*quoted) < 2 {
		return false
	}
	at := 1 + d.below(len(*quoted)-1)
	*quoted = (*quoted)[:at] + one(&d.random, pieces...) + (*quoted)[at:]
	return true
}

var literals = []string{
	"", "nul", "nulll", "Null", "tru", "True", "fals", "undefined", "NaN", "Infinity", "-Infinity", "01", "-01", "00", "+1", ".5", "1.", "-", "--1", "1e", "1e+", "1.e1", "1.5.5", "0x10", "1_000", "1,5", "1f", "１",
	"'a'", `"a`, `a"`, `"a""b"`, "{", "}", "[", "]", "{]", "[}", "[1,]", "[,1]", "[1 2]", "{,}", `{"a"}`, `{"a":}`, `{"a":1,}`, `{a:1}`, `{"a" 1}`, `{"a":1 "b":2}`, `{"a":1;"b":2}`, `{1:1}`,
	"/**/1", "1//", "#", "\ufeff1", "\u00a01", "1\v", "1\f", "1\x00", "1\u2028", `"a"\n`, ":", ",", "1:2", "true false", `\u0031`,
}

// literal puts in the place of a value what is none.
func literal(d *draft) bool {
	p := d.pick(anywhere)
	if p == nil {
		return false
	}
	*p.value = document.Value{Text: one(&d.random, literals...)}
	return true
}

// large makes the document as large as it may be, or one byte more.
func large(d *draft) bool {
	size := wire.MaxSize + one(&d.random, -1, 0, 1)
	before := d.damage
	d.damage = func(data []byte) []byte {
		if before != nil {
			data = before(data)
		}
		return append(data, strings.Repeat(one(&d.random, " ", "\n", "\t"), max(0, size-len(data)))...)
	}
	return true
}
