package wire

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"strings"
	"unicode/utf8"
)

// String reads the string at i into p.
func (r *Reader) String(i int, p *string, rule *Text) int {
	s := r.s
	if uint(i) >= uint(len(s)) || s[i] != '"' {
		return r.stringElse(i, p, rule)
	}
	if r.alias {
		return r.aliased(i, p, rule)
	}
	// Scan, copy and unescape at once: half of all strings are shorter than 16 bytes, and a
	// call for each would take longer than the work itself.
	room := r.kept[len(r.kept):cap(r.kept)]
	n, high := 0, uint64(0)
	for at := i + 1; n+8 <= len(room) && at+8 <= len(s); {
		w := load(s, at)
		binary.LittleEndian.PutUint64(room[n:], w)
		high |= w
		m := special(w)
		if m == 0 {
			at, n = at+8, n+8
			continue
		}
		plain := bits.TrailingZeros64(m) >> 3
		at, n = at+plain, n+plain
		if s[at] == '"' {
			return r.finish(at+1, room[:n], high, p, rule)
		}
		if s[at] != '\\' || at+1 == len(s) || unescaped[s[at+1]] == 0 {
			break // \u, or malformed
		}
		room[n] = unescaped[s[at+1]]
		at, n = at+2, n+1
	}
	if r.kept == nil {
		r.kept = make([]byte, 0, r.room())
		return r.String(i, p, rule)
	}
	return r.string(i, p, rule)
}

// unescaped is what the character after a backslash stands for, if that is one byte; 0 for
// others.
var unescaped = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// finish ends String for a string at the end of the kept bytes. The string has non-ASCII
// bytes only if high has.
func (r *Reader) finish(end int, text []byte, high uint64, p *string, rule *Text) int {
	if high&tops != 0 && !utf8.Valid(text) {
		r.invalidUTF8(rule.Key)
	}
	v := view(text)
	if !rule.plainly(v) {
		if e := rule.member(v); e >= 0 {
			*p = rule.Enum[e]
			return end
		}
		rule.check(&r.Found, v)
	}
	r.kept = r.kept[:len(r.kept)+len(text)]
	*p = v
	return end
}

// string is the slow path of String: for strings that need more room, are unusual, or
// malformed.
func (r *Reader) string(i int, p *string, rule *Text) int {
	v, end, escaped := r.look(i, rule.Key)
	if end == Fault {
		return Fault
	}
	if !rule.plainly(v) {
		if e := rule.member(v); e >= 0 {
			*p = rule.Enum[e]
			return end
		}
		rule.check(&r.Found, v)
	}
	if escaped {
		*p = r.copied(v)
	} else {
		*p = r.keep(v)
	}
	return end
}

// aliased is String for events whose strings share the document's memory.
func (r *Reader) aliased(i int, p *string, rule *Text) int {
	s := r.s
	for at := i + 1; at+8 <= len(s); at += 8 {
		m := unplain(load(s, at))
		if m == 0 {
			continue
		}
		at += bits.TrailingZeros64(m) >> 3
		if s[at] != '"' {
			break
		}
		v := s[i+1 : at]
		if !rule.plainly(v) {
			if e := rule.member(v); e >= 0 {
				v = rule.Enum[e]
			} else {
				rule.check(&r.Found, v)
			}
		}
		*p = v
		return at + 1
	}
	return r.string(i, p, rule)
}

// look reads the string whose quote is at i. The result is in r.scratch if it has escapes,
// else it is a part of the document.
func (r *Reader) look(i int, key Key) (v string, end int, escaped bool) {
	s := r.s
	end = runEnd(s, plainEnd(s, i+1))
	if end < len(s) && s[end] == '"' {
		v = s[i+1 : end]
		r.checkUTF8(v, key)
		return v, end + 1, false
	}
	r.scratch, end = r.unescape(r.scratch[:0], i, end, key)
	return view(r.scratch), end, true
}

// OptionalString reads the string at i, unless it is null.
func (r *Reader) OptionalString(i int, p *Optional[string], rule *Text) int {
	if i = space(r.s, i); i < len(r.s) && r.s[i] == '"' {
		p.Present = true
	}
	return r.String(i, &p.Value, rule)
}

// stringElse is String if there is no quote at i: there is white space first, or no string.
func (r *Reader) stringElse(i int, p *string, rule *Text) int {
	if at := space(r.s, i); at < len(r.s) && r.s[at] == '"' {
		return r.String(at, p, rule)
	} else {
		return r.mismatch(at, rule.Key, "string", rule.Optional)
	}
}

// text reads the string whose quote is at i.
func (r *Reader) text(i int, key Key) (string, int) {
	s := r.s
	end := plainEnd(s, i+1)
	if end < len(s) && s[end] == '"' {
		return s[i+1 : end], end + 1
	}
	return r.textFrom(i, end, key)
}

// textFrom continues reading the string whose quote is at start from i, the first byte that
// is not plain.
func (r *Reader) textFrom(start, i int, key Key) (string, int) {
	s := r.s
	i = runEnd(s, i)
	if i < len(s) && s[i] == '"' {
		v := s[start+1 : i]
		r.checkUTF8(v, key)
		return v, i + 1
	}
	return r.escaped(start, i, key)
}

// escaped is textFrom for a string with an escape at i. It writes the unescaped string to
// r.scratch.
func (r *Reader) escaped(start, i int, key Key) (string, int) {
	r.scratch, i = r.unescape(r.scratch[:0], start, i, key)
	return string(r.scratch), i
}

// skipText skips the string whose quote is at start.
func (r *Reader) skipText(start int) int {
	s := r.s
	i := plainEnd(s, start+1)
	if i < len(s) && s[i] == '"' {
		return i + 1
	}
	if i = runEnd(s, i); i < len(s) && s[i] == '"' {
		r.checkUTF8(s[start+1:i], "")
		return i + 1
	}
	r.scratch, i = r.unescape(r.scratch[:0], start, i, "")
	return i
}

// unescape appends the string whose quote is at start and whose first escape is at i. It
// returns the position after the string.
func (r *Reader) unescape(v []byte, start, i int, key Key) ([]byte, int) {
	s := r.s
	run := start + 1
	for i < len(s) {
		switch {
		case s[i] == '"':
			v = append(v, s[run:i]...)
			if !utf8.Valid(v) {
				r.invalidUTF8(key)
			}
			return v, i + 1
		case s[i] < 0x20:
			return v[:0], r.textFault(i, key, "no control character in a string")
		}
		v = append(v, s[run:i]...)
		if v, i = r.escape(v, i, key); i == Fault {
			return v[:0], Fault
		}
		run = i
		i = runEnd(s, i)
	}
	return v[:0], r.textFault(i, key, "a closing quote")
}

func (r *Reader) checkUTF8(v string, key Key) {
	if !utf8.ValidString(v) {
		r.invalidUTF8(key)
	}
}

func (r *Reader) invalidUTF8(key Key) { r.fault(key.Name(), RuleUTF8, "", "is not valid UTF-8") }

func (r *Reader) textFault(i int, key Key, want string) int {
	m := r.Mark()
	r.syntax(i, want)
	r.UnderKey(m, key)
	return Fault
}

// escape reads the escape whose backslash is at i and appends the character that it stands
// for.
func (r *Reader) escape(dst []byte, i int, key Key) ([]byte, int) {
	s := r.s
	if i+1 >= len(s) {
		return dst, r.textFault(len(s), key, "an escape")
	}
	switch c := s[i+1]; c {
	case '"', '\\', '/':
		return append(dst, c), i + 2
	case 'b':
		return append(dst, '\b'), i + 2
	case 'f':
		return append(dst, '\f'), i + 2
	case 'n':
		return append(dst, '\n'), i + 2
	case 'r':
		return append(dst, '\r'), i + 2
	case 't':
		return append(dst, '\t'), i + 2
	case 'u':
		return r.unicode(dst, i, key)
	}
	return dst, r.textFault(i+1, key, `one of "\/bfnrtu after a backslash`)
}

const (
	surrogate    = 0xd800 // the first half of a pair begins here,
	lowSurrogate = 0xdc00 // the second here
	surrogateEnd = 0xe000
)

// unicode reads the \uXXXX at i, or two of them that form a surrogate pair.
func (r *Reader) unicode(dst []byte, i int, key Key) ([]byte, int) {
	c, ok := hex4(r.s, i+2)
	if !ok {
		at := i + 2
		if !strings.ContainsFunc(r.s[at:], notHex) {
			at = len(r.s) // cut off, not misspelled
		}
		return dst, r.textFault(at, key, `four hexadecimal digits after \u`)
	}
	end := i + 6
	if c < surrogate || c >= surrogateEnd {
		return utf8.AppendRune(dst, c), end
	}
	if c < lowSurrogate && end+1 < len(r.s) && r.s[end] == '\\' && r.s[end+1] == 'u' {
		if low, ok := hex4(r.s, end+2); ok && low >= lowSurrogate && low < surrogateEnd {
			pair := 0x10000 + (c-surrogate)<<10 + (low - lowSurrogate)
			return utf8.AppendRune(dst, pair), end + 6
		}
	}
	if r.faultsFull() {
		return dst, end
	}
	r.fault(key.Name(), RuleUTF8, "", fmt.Sprintf("has half of a surrogate pair at byte %d, which no UTF-8 can hold", i))
	return dst, end
}

func notHex(c rune) bool { return !strings.ContainsRune("0123456789abcdefABCDEF", c) }

func hex4(s string, i int) (rune, bool) {
	if i+4 > len(s) {
		return 0, false
	}
	var v rune
	for _, c := range []byte(s[i : i+4]) {
		switch {
		case isDigit(c):
			v = v<<4 | rune(c-'0')
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			v = v<<4 | rune(c|0x20-'a'+10)
		default:
			return 0, false
		}
	}
	return v, true
}
