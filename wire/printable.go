package wire

import (
	"strconv"
	"strings"
	"unicode"
)

// Printable returns a text that a sender chose as it may stand in an error or a
// log: what could forge a line or command a terminal is escaped, and at most 64
// bytes of it are kept.
func Printable(s string) string {
	const most = 64
	if len(s) > most {
		return Escaped(strings.ToValidUTF8(s[:most], "")) + "…"
	}
	return Escaped(s)
}

// Escaped is [Printable] at any length.
func Escaped(s string) string {
	if !strings.ContainsFunc(s, unprintable) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if !unprintable(r) {
			b.WriteRune(r)
			continue
		}
		quoted := strconv.QuoteRune(r)
		b.WriteString(quoted[1 : len(quoted)-1])
	}
	return b.String()
}

func unprintable(r rune) bool { return !unicode.IsPrint(r) }
