package migration

import (
	"slices"

	"github.com/mediamesh/events/internal/jsontree"
)

// A difference is a place where two values differ.
type difference struct {
	path []string
	was  string // JSON; "" for absent
	is   string
}

// differences lists where b differs from a: scalars, and empty or missing values.
func differences(list []difference, path []string, a, b *jsontree.Value) []difference {
	switch {
	case a == nil && b == nil:
		return list
	case a == nil:
		return missing(list, path, b, func(d *difference, text string) { d.is = text })
	case b == nil:
		return missing(list, path, a, func(d *difference, text string) { d.was = text })
	case a.Kind() != b.Kind() || len(a.Members()) == 0 || len(b.Members()) == 0:
		if a.String() != b.String() {
			list = append(list, difference{slices.Clone(path), a.String(), b.String()})
		}
		return list
	}
	for name, child := range a.Children() {
		list = differences(list, append(path, name), child, b.Child(name))
	}
	for name, child := range b.Children() {
		if a.Child(name) == nil {
			list = differences(list, append(path, name), nil, child)
		}
	}
	return list
}

// missing lists the leaves of a value that only one side has.
func missing(list []difference, path []string, v *jsontree.Value, set func(*difference, string)) []difference {
	if len(v.Members()) == 0 {
		d := difference{path: slices.Clone(path)}
		set(&d, v.String())
		return append(list, d)
	}
	for name, child := range v.Children() {
		list = missing(list, append(path, name), child, set)
	}
	return list
}

// under reports whether a path is equal to or below another, non-empty one, in which "*"
// matches any name.
func under(path, at []string) bool {
	if len(at) == 0 || len(path) < len(at) {
		return false
	}
	for i, name := range at {
		if name != "*" && name != path[i] {
			return false
		}
	}
	return true
}
