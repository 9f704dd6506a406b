package wire

import (
	"encoding/binary"
	"math/bits"
)

// The scanner processes eight bytes at once. In a word, the top bit of each byte holds the
// answer to a question about that byte.
const (
	ones = 0x0101010101010101
	tops = 0x8080808080808080
)

// load returns the eight bytes at i, the first one lowest. The compiler turns it into a
// single load.
func load(s string, i int) uint64 {
	s = s[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// special marks, in the top bits, the bytes of w that end a plain run: a quote, a backslash
// or a control character. A borrow can also mark the byte above a special one, so only the
// lowest mark is reliable. Bytes of 0x80 and above are not marked.
func special(w uint64) uint64 { return marks(w) &^ w & tops }

// unplain marks what special marks, and bytes of 0x80 and above.
func unplain(w uint64) uint64 { return (marks(w) | w) & tops }

// marks is special and unplain for words whose top bits are not set.
func marks(w uint64) uint64 {
	return ((w ^ 0x22*ones) - ones) | ((w ^ 0x5c*ones) - ones) | (w - 0x20*ones)
}

// plainEnd returns the position of the first byte from i on that is a quote, a backslash, a
// control character or not ASCII; len(s) if there is none.
func plainEnd(s string, i int) int {
	for i+8 <= len(s) {
		w := load(s, i)
		if m := unplain(w); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
		i += 8
	}
	for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= 0x20 && s[i] < 0x80 {
		i++
	}
	return i
}

// copyChars copies s to dst, which has the same length, if nothing in it needs an escape.
// Scanning and copying at once saves a pass, and a call for each short string. s has
// non-ASCII bytes only if a top bit of high is set.
func copyChars(dst []byte, s string) (high uint64, ok bool) {
	n := len(s)
	if n < 8 {
		return copyFew(dst, s)
	}
	dst = dst[:n]
	for i := 0; i+8 < n; i += 8 {
		w := load(s, i)
		if special(w) != 0 {
			return 0, false
		}
		high |= w
		binary.LittleEndian.PutUint64(dst[i:], w)
	}
	// The last eight bytes, some of them again.
	w := load(s, n-8)
	binary.LittleEndian.PutUint64(dst[n-8:], w)
	return high | w, special(w) == 0
}

// copyFew is copyChars for fewer than eight bytes.
func copyFew(dst []byte, s string) (high uint64, ok bool) {
	for i := range len(s) {
		c := s[i]
		if c < 0x20 || c == '"' || c == '\\' {
			return 0, false
		}
		high |= uint64(c)
		dst[i] = c
	}
	return high, true
}

// runEnd is plainEnd but skips non-ASCII bytes.
func runEnd(s string, i int) int {
	for i+8 <= len(s) {
		if m := special(load(s, i)); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
		i += 8
	}
	for i < len(s) && s[i] != '"' && s[i] != '\\' && s[i] >= 0x20 {
		i++
	}
	return i
}

// picky marks the bytes of w that need a closer look in a URI or an e-mail address: white
// space, control characters, <, >, ", DEL and all non-ASCII bytes. As with special, only
// the lowest mark is reliable.
func picky(w uint64) uint64 {
	quote := w ^ 0x22*ones
	angle := (w | 0x02*ones) ^ 0x3e*ones // < and > differ in one bit
	del := w ^ 0x7f*ones
	return ((quote-ones)&^quote | (angle-ones)&^angle | (del-ones)&^del | (w-0x21*ones)&^w | w) & tops
}

// pickyAt returns the position of the first byte from i on that picky marks;
// len(s) if there is none.
func pickyAt(s string, i int) int {
	for i+8 <= len(s) {
		if m := picky(load(s, i)); m != 0 {
			return i + bits.TrailingZeros64(m)>>3
		}
		i += 8
	}
	for i < len(s) && s[i] > 0x20 && s[i] != '"' && s[i] != '<' && s[i] != '>' && s[i] < 0x7f {
		i++
	}
	return i
}

// space returns the position of the first byte from i on that is not JSON white space.
func space(s string, i int) int {
	for i < len(s) && s[i] <= ' ' && (s[i] == ' ' || s[i] == '\n' || s[i] == '\r' || s[i] == '\t') {
		i++
	}
	return i
}
