package wire

import (
	"math/bits"
	"strings"
	"unicode/utf8"
)

// no is what the fast path returns for a value that is malformed or that it does not
// support.
const no = -1

// A span is a part of the document.
type span struct{ from, to int }

// pass is the fast path of skip. It returns the position after the value at i if the value
// is well-formed: its syntax, UTF-8, depth and names. It returns [no] for malformed values
// and for those that it leaves to the slow path: objects with many names, and names with
// escapes. It is fast because it does not track its position for error messages.
//
// Afterwards r.loose is true if JSON.stringify would write the value differently.
func (r *Reader) pass(i int) int {
	p := passer{s: r.s, depth: r.depth, maxDepth: r.maxDepth, names: r.spans[:0]}
	end := p.value(i)
	r.spans, r.loose = p.names, p.loose
	if end < 0 || p.high&tops != 0 && !utf8.ValidString(r.s[i:end]) {
		return no
	}
	return end
}

type passer struct {
	s               string
	depth, maxDepth int
	names           []span // names of the enclosing objects, as on a stack
	high            uint64 // has a top bit set if any byte has
	loose           bool
}

func (p *passer) value(i int) int {
	s := p.s
	if i >= len(s) {
		return no
	}
	switch c := s[i]; c {
	case '"':
		return p.text(i + 1)
	case '{':
		return p.object(i)
	case '[':
		return p.array(i)
	case 't':
		return word(s, i, "true")
	case 'f':
		return word(s, i, "false")
	case 'n':
		return word(s, i, "null")
	default:
		return p.number(i)
	}
}

func word(s string, i int, word string) int {
	if !strings.HasPrefix(s[i:], word) {
		return no
	}
	return i + len(word)
}

// number tries the common case first: a few digits and nothing else.
func (p *passer) number(i int) int {
	s := p.s
	end := i
	for end < len(s) && isDigit(s[end]) {
		end++
	}
	if n := end - i; n > 0 && n <= 15 && (s[i] != '0' || n == 1) && end < len(s) && !continuesNumber(s[end]) {
		return end
	}
	end = numberEnd(s, i)
	if end < 0 {
		return no
	}
	p.loose = p.loose || !plainNumber(s[i:end])
	return end
}

// text skips a string that begins at i, after its quote.
func (p *passer) text(i int) int {
	for {
		i = p.run(i)
		if i < len(p.s) && p.s[i] == '"' {
			return i + 1
		}
		if i = p.escape(i); i < 0 {
			return no
		}
	}
}

// run returns the position of the first byte from i on that is a quote, a
// backslash or a control character.
func (p *passer) run(i int) int {
	s, high := p.s, p.high
	for i+8 <= len(s) {
		w := load(s, i)
		high |= w
		if m := special(w); m != 0 {
			p.high = high
			return i + bits.TrailingZeros64(m)>>3
		}
		i += 8
	}
	for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= 0x20 {
		high |= uint64(s[i])
		i++
	}
	p.high = high
	return i
}

// escape skips the escape at i, if there is one.
func (p *passer) escape(i int) int {
	s := p.s
	if i+1 >= len(s) || s[i] != '\\' {
		return no
	}
	c := s[i+1]
	if unescaped[c] != 0 {
		p.loose = p.loose || c == '/' // JSON.stringify does not escape it
		return i + 2
	}
	p.loose = true // JSON.stringify writes most of them as the character itself
	if v, ok := hex4(s, i+2); c != 'u' || !ok || v >= 0xd800 && v < 0xe000 {
		return no // surrogates are left to the slow path
	}
	return i + len(`\u0041`)
}

// open skips the bracket at i and the white space after it.
func (p *passer) open(i int) int {
	if p.depth++; p.depth > p.maxDepth {
		return len(p.s)
	}
	return p.space(i + 1)
}

func (p *passer) space(i int) int {
	if i < len(p.s) && p.s[i] <= ' ' {
		p.loose = true
		return space(p.s, i)
	}
	return i
}

func (p *passer) array(i int) int {
	s := p.s
	i = p.open(i)
	if i < len(s) && s[i] == ']' {
		p.depth--
		return i + 1
	}
	for i < len(s) {
		if i = p.value(i); i < 0 {
			return no
		}
		if i = p.space(i); i >= len(s) || s[i] != ',' {
			break
		}
		i = p.space(i + 1)
	}
	if i >= len(s) || s[i] != ']' {
		return no
	}
	p.depth--
	return i + 1
}

func (p *passer) object(i int) int {
	s := p.s
	base := len(p.names)
	i = p.open(i)
	if i < len(s) && s[i] == '}' {
		p.depth--
		return i + 1
	}
	for i < len(s) && s[i] == '"' {
		if i = p.name(i+1, base); i < 0 {
			return no
		}
		if i = p.space(i); i >= len(s) || s[i] != ':' {
			return no
		}
		if i = p.value(p.space(i + 1)); i < 0 {
			return no
		}
		if i = p.space(i); i >= len(s) || s[i] != ',' {
			break
		}
		if i = p.space(i + 1); i >= len(s) || s[i] != '"' {
			return no
		}
	}
	if i >= len(s) || s[i] != '}' {
		return no
	}
	p.names = p.names[:base]
	p.depth--
	return i + 1
}

// name skips a name that begins at i and is new in its object, whose names begin at base.
func (p *passer) name(i, base int) int {
	s := p.s
	end := p.run(i)
	if end >= len(s) || s[end] != '"' || len(p.names)-base >= fewNames {
		return no
	}
	for _, other := range p.names[base:] {
		if other.to-other.from == end-i && s[other.from:other.to] == s[i:end] {
			return no
		}
	}
	p.names = append(p.names, span{i, end})
	return end + 1
}
