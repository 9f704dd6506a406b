package gen

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
)

// comment writes text as a Go comment, wrapped.
func comment(text string) string {
	const width = 80 - len("// ")
	var lines []string
	for _, paragraph := range strings.Split(strings.TrimSpace(text), "\n\n") {
		if len(lines) > 0 {
			lines = append(lines, "//")
		}
		line := ""
		for _, word := range strings.Fields(visible(paragraph)) {
			if line != "" && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width {
				lines = append(lines, commentLine(line))
				line = ""
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		lines = append(lines, commentLine(line))
	}
	return strings.Join(lines, "\n")
}

// commentLine writes a line of a Go comment. "+build" would be a constraint of the file:
// gofmt moves it to the top.
func commentLine(line string) string {
	if line = strings.TrimSpace(line); strings.HasPrefix(line, "+build") {
		line = `\u002b` + line[1:]
	}
	return strings.TrimSpace("// " + line)
}

// visible writes control and format characters by number, but for white space: what
// they hide or turn around would be read as something else than it is.
func visible(text string) string {
	if !strings.ContainsFunc(text, unseen) {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if unseen(r) {
			fmt.Fprintf(&b, "\\u%04x", r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func unseen(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co) && r != '\n' && r != '\t'
}

// fieldDoc says what a field of an object holds, and what its type cannot say.
func fieldDoc(object *contract.Schema, f *contract.Field) string {
	text := sentence(f.Schema.Description)
	if !f.Required {
		text += " Optional."
	}
	if f.Schema.Personal {
		text += " Personal data."
	}
	if f.Deprecated != nil {
		text += "\n\n" + deprecatedField(object, f)
	}
	return comment(text)
}

func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") {
		return s
	}
	return s + "."
}
