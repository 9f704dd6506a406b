package endpoint

import (
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// decoders undo what writers of texts do to some characters, each in one pass. Each is
// more lenient than its standard: hexadecimal digits in any case, escapes of any
// character, and those of JSON, Go, Python and JavaScript at once.
var decoders = []func(string) string{
	decodePercent,
	func(s string) string { return decodePercent(strings.ReplaceAll(s, "+", " ")) }, // of a form
	decodeBackslashes,
	html.UnescapeString,
	decodeLatin1,
}

// maxDecoded is how many encodings within each other are undone.
const maxDecoded = 3

// decoded returns what a text may stand for: the text of each sequence of decoders, and
// not the text itself.
func decoded(text string) (list []string) {
	seen, last := []string{text}, 0
	for range maxDecoded {
		begin, end := last, len(seen)
		for _, s := range seen[begin:end] {
			for _, decode := range decoders {
				if d := decode(s); !slices.Contains(seen, d) {
					seen = append(seen, d)
				}
			}
		}
		last = end
	}
	return seen[1:]
}

var percentEncoded = regexp.MustCompile("%[0-9A-Fa-f]{2}")

func decodePercent(text string) string {
	return percentEncoded.ReplaceAllStringFunc(text, func(code string) string {
		b, _ := strconv.ParseUint(code[1:], 16, 8)
		return string([]byte{byte(b)})
	})
}

// backslashed matches one character, or both halves of one above U+FFFF.
var backslashed = regexp.MustCompile(`(?s)\\u[dD][89a-bA-B][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|` +
	`\\u[0-9a-fA-F]{4}|\\u\{[0-9a-fA-F]{1,6}\}|\\U[0-9a-fA-F]{8}|\\x[0-9a-fA-F]{2}|\\[0-3][0-7]{2}|\\.`)

func decodeBackslashes(text string) string {
	return backslashed.ReplaceAllStringFunc(text, func(code string) string {
		if len(code) == 2 || code[1] >= 0x80 {
			if i := strings.IndexByte("abfnrtv", code[1]); i >= 0 {
				return "\a\b\f\n\r\t\v"[i : i+1]
			}
			return code[1:]
		}
		hex := func(s string) rune {
			n, _ := strconv.ParseUint(s, 16, 32)
			return rune(n)
		}
		switch {
		case len(code) == 12:
			return string(utf16.DecodeRune(hex(code[2:6]), hex(code[8:])))
		case code[1] == 'x':
			return string([]byte{byte(hex(code[2:]))})
		case code[1] != 'u' && code[1] != 'U':
			b, _ := strconv.ParseUint(code[1:], 8, 8)
			return string([]byte{byte(b)})
		}
		return string(hex(strings.Trim(code[2:], "{}")))
	})
}

// decodeLatin1 reads bytes that are not UTF-8 as ISO 8859-1, which other decoders leave.
func decodeLatin1(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	var b strings.Builder
	for i, r := range text {
		if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
			r = rune(text[i])
		}
		b.WriteRune(r)
	}
	return b.String()
}
