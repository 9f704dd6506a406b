package gen

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"github.com/mediamesh/events/internal/jsontree"
)

// yamlText writes a tree as a block of YAML 1.2 that readers of 1.1 take for
// the same: what could be anything but text is in quotes. Nothing is folded, so
// that a change of a line is a line in a diff.
func yamlText(o *jsontree.Value) []byte {
	var b bytes.Buffer
	yamlObject(&b, o, "")
	return b.Bytes()
}

func yamlObject(b *bytes.Buffer, o *jsontree.Value, indent string) {
	for _, m := range o.Members() {
		key := yamlString(m.Name)
		if len(key) > 1000 { // longer ones must say that they are keys
			key = "? " + key + "\n" + indent
		}
		b.WriteString(indent + key + ":")
		yamlValue(b, m.Value, indent)
	}
}

// yamlValue writes what stands behind a colon.
func yamlValue(b *bytes.Buffer, v *jsontree.Value, indent string) {
	text := v.Text()
	switch {
	case len(v.Members()) > 0:
		b.WriteByte('\n')
		yamlMembers(b, v, indent+"  ")
	case legibleLines(text):
		b.WriteString(" |-\n")
		for line := range strings.SplitSeq(text, "\n") {
			if line != "" {
				b.WriteString(indent + "  " + line)
			}
			b.WriteByte('\n')
		}
	default:
		b.WriteString(" " + yamlScalar(v) + "\n")
	}
}

func yamlMembers(b *bytes.Buffer, v *jsontree.Value, indent string) {
	if v.Kind() == '{' {
		yamlObject(b, v, indent)
		return
	}
	for _, item := range v.Members() {
		var inside bytes.Buffer
		yamlMembers(&inside, item.Value, indent+"  ")
		if inside.Len() == 0 {
			inside.WriteString(yamlScalar(item.Value) + "\n")
		}
		b.WriteString(indent + "- " + strings.TrimPrefix(inside.String(), indent+"  "))
	}
}

// yamlScalar is also for what is empty, and numbers as they are written.
func yamlScalar(v *jsontree.Value) string {
	if v.Kind() == '"' {
		return yamlString(v.Text())
	}
	return v.String()
}

var (
	plainYAML = regexp.MustCompile(`^[A-Za-z$/][A-Za-z0-9_./$,;()'-]*( [A-Za-z0-9_./$,;()'-]+)*$`)
	// What YAML 1.1 or 1.2 takes for something else than text.
	otherYAML = regexp.MustCompile(`^(?i:null|true|false|yes|no|on|off|y|n)$`)
)

func yamlString(s string) string {
	if plainYAML.MatchString(s) && !otherYAML.MatchString(s) {
		return s
	}
	return quoted(s)
}

// quoted is JSON, which is valid YAML too, with invisible characters escaped.
func quoted(s string) string {
	var out strings.Builder
	for _, c := range jsontree.Quote(s) {
		switch {
		case c < 0x7f || unicode.IsPrint(c):
			out.WriteRune(c)
		case c <= 0xffff:
			fmt.Fprintf(&out, `\u%04x`, c)
		default:
			fmt.Fprintf(&out, `\U%08x`, c)
		}
	}
	return out.String()
}

// legibleLines reports whether a text of several lines can stand as it is.
func legibleLines(s string) bool {
	if !strings.Contains(s, "\n") || strings.HasSuffix(s, "\n") || strings.HasPrefix(s, "\n") {
		return false
	}
	for line := range strings.SplitSeq(s, "\n") {
		if strings.TrimSpace(line) != line || strings.ContainsFunc(line, func(c rune) bool { return !unicode.IsPrint(c) }) {
			return false
		}
	}
	return true
}
