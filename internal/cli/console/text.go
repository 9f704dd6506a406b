package console

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Printable shortens text from a sender and keeps it on one line. The rest is escaped when
// it is written; see [terminal.Writer].
func Printable(s string) string {
	const most = 300
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return OnOneLine(s)
}

// OnOneLine prevents untrusted text from looking like several lines or columns, for a
// terminal and for a tabwriter, which treats more characters as separators.
func OnOneLine(s string) string { return lineBreaks.Replace(strings.ToValidUTF8(s, "\ufffd")) }

var lineBreaks = strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`, "\f", `\f`, "\v", `\v`)

// OrDash is s, or a dash for an empty cell in a table.
func OrDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// Count is "1 event" or "3,201 events".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Thousands(n) + " " + noun + "s"
}

// Thousands is a number with thousands separators, 3,201.
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// ShortList names the first few of a list.
func ShortList(names []string) string {
	const few = 3
	if len(names) <= few {
		return strings.Join(names, ", ")
	}
	return fmt.Sprintf("%s and %s", strings.Join(names[:few-1], ", "), Count(len(names)-few+1, "other"))
}

// PlaceText is where an event was found, for people.
func PlaceText(source string, line int) string {
	if line == 0 {
		return source
	}
	return fmt.Sprintf("%s:%d", source, line)
}

// TextOrBinary is a string, {"base64": "…"} for bytes that are not UTF-8, or null for nil,
// as opposed to an empty string.
func TextOrBinary(b []byte) any {
	switch {
	case b == nil:
		return nil
	case utf8.Valid(b):
		return string(b)
	}
	return map[string][]byte{"base64": b}
}
