package gen

import (
	"fmt"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// tsShapeOrder are the shared objects and maps that events use, each after those
// that it uses itself.
func tsShapeOrder(c *contract.Contract) []*contract.Type {
	var order []*contract.Type
	var visit func(s *contract.Schema)
	visit = func(s *contract.Schema) {
		if s == nil || s.Type != nil && slices.Contains(order, s.Type) {
			return
		}
		visit(s.Items)
		visit(s.Values)
		for _, f := range s.Fields {
			visit(f.Schema)
		}
		if s.Type != nil && tsShaped(s) {
			order = append(order, s.Type)
		}
	}
	for _, e := range c.Events() {
		visit(e.Payload)
	}
	return order
}

func tsShaped(s *contract.Schema) bool {
	return s.Kind == contract.KindObject || s.Kind == contract.KindMap
}

// tsShape is the shape of a field: the name of a shared one, or what it is.
func tsShape(s *contract.Schema, indent string) string {
	if s.Type != nil && tsShaped(s) {
		return s.Type.Name
	}
	return tsShapeOf(s, indent)
}

func tsShapeOf(s *contract.Schema, indent string) string {
	switch s.Kind {
	case contract.KindString:
		if s.Format == contract.FormatDateTime {
			return "time"
		}
	case contract.KindInteger:
		return "integer"
	case contract.KindAny, contract.KindAnyObject:
		return "any"
	case contract.KindArray:
		return "list(" + tsShape(s.Items, indent) + ")"
	case contract.KindMap:
		return "map(" + tsShape(s.Values, indent) + ")"
	case contract.KindObject:
		return tsObjectShape(s, indent)
	}
	return "plain"
}

func tsObjectShape(s *contract.Schema, indent string) string {
	var b strings.Builder
	b.WriteString("object({\n")
	for _, f := range s.Fields {
		name := f.Name
		if !f.Required {
			name = jsonText(name + "?")
		}
		fmt.Fprintf(&b, "%s  %s: %s,\n", indent, name, tsShape(f.Schema, indent+"  "))
	}
	b.WriteString(indent + "})")
	return b.String()
}
