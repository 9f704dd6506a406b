package migration

import (
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// undeclared is the name of a field that no version declares, as those of a newer
// minor version would be.
const undeclared = "undeclaredField"

// strange adds a field that is not declared to the payload and to each object in
// it that has declared fields.
func strange(data []byte, payload *contract.Schema) []byte {
	root := parse(data)
	addTo(root.member("payload"), payload)
	return root.append(nil)
}

func addTo(v *value, s *contract.Schema) {
	if v == nil {
		return
	}
	switch {
	case s.Kind == contract.KindObject && v.open == '{':
		for i, name := range v.names {
			if f := s.Field(name); f != nil {
				addTo(v.parts[i], f.Schema)
			}
		}
		v.names = append(v.names, undeclared)
		v.parts = append(v.parts, &value{open: '[', parts: []*value{{text: "1.50"}}})
	case s.Kind == contract.KindMap && v.open == '{':
		for _, part := range v.parts {
			addTo(part, s.Values)
		}
	case s.Kind == contract.KindArray:
		for _, part := range v.parts {
			addTo(part, s.Items)
		}
	}
}

// pathOf takes a JSON Pointer apart.
func pathOf(pointer string) []string {
	if pointer == "" {
		return nil
	}
	parts := strings.Split(pointer[1:], "/")
	for i, part := range parts {
		parts[i] = strings.NewReplacer("~1", "/", "~0", "~").Replace(part)
	}
	return parts
}

// wildcards is a path in which elements are all the same.
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
