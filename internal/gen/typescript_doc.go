package gen

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

func tsFieldDoc(f *contract.Field) string {
	text := sentence(f.Schema.Description)
	if f.Schema.Personal {
		text += " Personal data."
	}
	if f.Deprecated != nil {
		text += "\n\n@deprecated " + f.Deprecated.Text()
	}
	return strings.TrimSpace(text)
}

func tsEventDoc(e *contract.Event) string {
	doc := fmt.Sprintf("%s %s: %s", e.Type, e.Version, sentence(e.Summary))
	if len(e.Key) > 0 {
		var names []string
		for _, f := range e.Key {
			names = append(names, f.Name)
		}
		doc += " Its records are keyed by " + strings.Join(names, ", else ") + "."
	}
	if e.Deprecated != nil {
		doc += "\n\n@deprecated " + e.Deprecated.Text()
	}
	return doc
}

// tsComment is a doc comment, nothing if there is nothing to say.
func tsComment(indent, text string) string {
	text = strings.ReplaceAll(strings.TrimSpace(text), "*/", "*∕")
	if text == "" {
		return ""
	}
	lines := strings.Split(comment(text), "\n")
	if len(lines) == 1 {
		return indent + "/** " + strings.TrimPrefix(lines[0], "// ") + " */\n"
	}
	var b strings.Builder
	b.WriteString(indent + "/**\n")
	for _, line := range lines {
		b.WriteString(indent + " *" + strings.TrimPrefix(line, "//") + "\n")
	}
	b.WriteString(indent + " */\n")
	return b.String()
}
