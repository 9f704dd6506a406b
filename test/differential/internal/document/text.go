package document

import (
	"fmt"
	"unicode/utf16"

	"github.com/go-json-experiment/json/jsontext"
)

// Quote writes text as a JSON string. Of a character that may stand for itself,
// escaped reports whether it is written as an escape all the same; nil is never.
func Quote(text string, escaped func(r rune) bool) string {
	dst := []byte{'"'}
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			if escaped != nil && escaped(r) {
				dst = appendHex(dst, r)
			} else {
				dst = append(dst, '\\', byte(r))
			}
		case r < ' ' || escaped != nil && escaped(r):
			dst = appendEscape(dst, r, r < ' ' && escaped != nil && escaped(r))
		default:
			dst = append(dst, string(r)...)
		}
	}
	return string(append(dst, '"'))
}

var short = map[rune]byte{'/': '/', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't'}

// appendEscape writes the short escape where there is one, unless it shall be
// in digits.
func appendEscape(dst []byte, r rune, digits bool) []byte {
	if c, ok := short[r]; ok && !digits {
		return append(dst, '\\', c)
	}
	return appendHex(dst, r)
}

// appendHex writes \uXXXX, twice for a character that needs a surrogate pair.
// Whether its digits are capitals depends on the character alone.
func appendHex(dst []byte, r rune) []byte {
	format := `\u%04x`
	if r%2 == 1 {
		format = `\u%04X`
	}
	if high, low := utf16.EncodeRune(r); high != 0xfffd {
		return fmt.Appendf(fmt.Appendf(dst, format, high), format, low)
	}
	return fmt.Appendf(dst, format, r)
}

// Unquote is the text of a JSON string; ok is false if it is none.
func Unquote(quoted string) (text string, ok bool) {
	if len(quoted) == 0 || quoted[0] != '"' {
		return "", false
	}
	b, err := jsontext.AppendUnquote(nil, quoted)
	return string(b), err == nil
}
