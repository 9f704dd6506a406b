package findings

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxQuoted is the maximum size of a finding's text in bytes.
const maxQuoted = 2000

// quoted returns text that may quote what is not trusted: on one line, with escapes for
// control and format characters, and its end left out if it is long.
func quoted(text string) string {
	const end = "…"
	if len(text) <= maxQuoted && !strings.ContainsFunc(text, func(r rune) bool { return r == utf8.RuneError || !unicode.IsGraphic(r) }) {
		return text
	}
	var b strings.Builder
	fits := 0 // bytes, with which there is room for the end
	for _, r := range text {
		if unicode.IsGraphic(r) {
			b.WriteRune(r)
		} else {
			escaped := strconv.QuoteRune(r)
			b.WriteString(escaped[1 : len(escaped)-1])
		}
		if b.Len() <= maxQuoted-len(end) {
			fits = b.Len()
		}
		if b.Len() > maxQuoted {
			return b.String()[:fits] + end
		}
	}
	return b.String()
}

// quoting has each text of a finding quoted. Documents of events and properties, which
// programs read, stay as they are.
type quoting struct{ Writer }

func (q quoting) Add(f Finding) error {
	f.Message, f.Help = quoted(f.Message), quoted(f.Help)
	f.Details = slices.Clone(f.Details)
	for i, line := range f.Details {
		f.Details[i] = quoted(line)
	}
	f.Counterexamples = slices.Clone(f.Counterexamples)
	for i := range f.Counterexamples {
		f.Counterexamples[i].Text = quoted(f.Counterexamples[i].Text)
	}
	return q.Writer.Add(f)
}
