package wire

import (
	"strconv"
	"strings"
	"unicode"
)

// Printable makes untrusted text safe for errors and logs: it escapes characters that
// could forge log lines or control a terminal, and truncates the text to 64 bytes.
func Printable(s string) string {
	const most = 64
	if len(s) > most {
		return Escaped(strings.ToValidUTF8(s[:most], "")) + "…"
	}
	return Escaped(s)
}

// Escaped is like [Printable] but without the length limit.
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
