package gen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"unicode"
)

// yamlText writes a tree as a block of YAML 1.2 that readers of 1.1 take for
// the same: what could be anything but text is in quotes. Nothing is folded, so
// that a change of a line is a line in a diff.
func yamlText(o object) []byte {
	var b bytes.Buffer
	yamlObject(&b, o, "")
	return b.Bytes()
}

func yamlObject(b *bytes.Buffer, o object, indent string) {
	for _, m := range o {
		key := yamlString(m.name)
		if len(key) > 1000 { // longer ones must say that they are keys
			key = "? " + key + "\n" + indent
		}
		b.WriteString(indent + key + ":")
		yamlValue(b, m.value, indent)
	}
}

// yamlValue writes what stands behind a colon.
func yamlValue(b *bytes.Buffer, value any, indent string) {
	switch v := value.(type) {
	case object:
		if len(v) > 0 {
			b.WriteByte('\n')
			yamlObject(b, v, indent+"  ")
			return
		}
	case []any:
		if len(v) > 0 {
			b.WriteByte('\n')
			yamlList(b, v, indent+"  ")
			return
		}
	case string:
		if legibleLines(v) {
			b.WriteString(" |-\n")
			for line := range strings.SplitSeq(v, "\n") {
				if line != "" {
					b.WriteString(indent + "  " + line)
				}
				b.WriteByte('\n')
			}
			return
		}
	}
	b.WriteString(" " + yamlScalar(value) + "\n")
}

func yamlList(b *bytes.Buffer, list []any, indent string) {
	for _, item := range list {
		var inside bytes.Buffer
		switch v := item.(type) {
		case object:
			yamlObject(&inside, v, indent+"  ")
		case []any:
			yamlList(&inside, v, indent+"  ")
		}
		if inside.Len() == 0 {
			inside.WriteString(yamlScalar(item) + "\n")
		}
		b.WriteString(indent + "- " + strings.TrimPrefix(inside.String(), indent+"  "))
	}
}

func yamlScalar(value any) string {
	switch v := value.(type) {
	case nil:
		return "null"
	case string:
		return yamlString(v)
	case object:
		return "{}"
	case []any:
		return "[]"
	}
	return fmt.Sprint(value)
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

// quoted is JSON, which YAML reads too, with what nobody could see escaped.
func quoted(s string) string {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(s) // of a string, into memory
	var out strings.Builder
	for _, c := range strings.TrimSuffix(b.String(), "\n") {
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

// legibleLines tells whether a text of several lines can stand as it is.
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
