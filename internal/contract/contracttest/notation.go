// Package contracttest holds what tests say of a contract.
package contracttest

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// Notation writes what a schema admits in one line: `id string(1-128), tags? [string(-)]`.
// "?" is optional, "†" personal, "~" that there is a pattern.
func Notation(s *contract.Schema) string {
	personal := ""
	if s.Personal {
		personal = "†"
	}
	return kindOf(s) + personal
}

func kindOf(s *contract.Schema) string {
	switch {
	case s.Type != nil:
		return s.Type.Name
	case s.Format != "":
		return string(s.Format)
	case s.Enum != nil:
		return strings.Join(s.Enum, "·")
	}
	switch s.Kind {
	case contract.KindString:
		pattern := ""
		if s.Pattern != "" {
			pattern = "~"
		}
		return fmt.Sprintf("string(%s-%s)%s", limit(s.MinLength), limit(s.MaxLength), pattern)
	case contract.KindInteger:
		return fmt.Sprintf("integer(%s-%s)", limit(s.Minimum), limit(s.Maximum))
	case contract.KindNumber:
		return fmt.Sprintf("number(%s-%s)", limit(s.Minimum), limit(s.Maximum))
	case contract.KindArray:
		return "[" + Notation(s.Items) + "]"
	case contract.KindMap:
		return "{" + Notation(s.Values) + "}"
	case contract.KindAny:
		return "any"
	case contract.KindAnyObject:
		return "object"
	case contract.KindBoolean:
		return "boolean"
	}
	var fields []string
	for _, f := range s.Fields {
		optional := "?"
		if f.Required {
			optional = ""
		}
		fields = append(fields, f.Name+optional+" "+Notation(f.Schema))
	}
	return strings.Join(fields, ", ")
}

func limit[N int | float64](n *N) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}
