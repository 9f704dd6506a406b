package migration

import (
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
)

// undeclared is the name of a field that no version declares, like a field of a newer minor
// version.
const undeclared = "undeclaredField"

// strange adds an undeclared field to the payload and to each object in it that has
// declared fields.
func strange(data []byte, payload *contract.Schema) []byte {
	root := jsontree.New(string(data))
	addTo(root.At("payload"), payload)
	return root.Append(nil)
}

func addTo(v *jsontree.Value, s *contract.Schema) {
	if v == nil {
		return
	}
	eachDeclared(v, s, addTo)
	if s.Kind == contract.KindObject && v.Kind() == '{' {
		v.Add(undeclared, jsontree.New("[1.50]"))
	}
}

// eachDeclared visits the values within a value that have a declared schema, with that
// schema.
func eachDeclared(v *jsontree.Value, s *contract.Schema, visit func(*jsontree.Value, *contract.Schema)) {
	for _, m := range v.Members() {
		switch s.Kind {
		case contract.KindObject:
			if f := s.Field(m.Name); f != nil {
				visit(m.Value, f.Schema)
			}
		case contract.KindMap:
			visit(m.Value, s.Values)
		case contract.KindArray:
			visit(m.Value, s.Items)
		}
	}
}

// wildcards returns a path with all element indexes replaced by "*".
func wildcards(path []string) string {
	list := make([]string, len(path))
	for i, name := range path {
		if list[i] = name; name != "" {
			if _, err := strconv.Atoi(name); err == nil {
				list[i] = "*"
			}
		}
	}
	return strings.Join(list, ".")
}
