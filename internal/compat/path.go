package compat

import "strings"

// A path leads from the payload to a value: the names of fields, and items and
// values of any name.
type path []step

type step struct {
	name string
	sort stepSort
}

type stepSort int

const (
	field stepSort = iota // of an object
	item                  // of an array: the first
	value                 // of a map
)

// anyName is the name that a value of a map gets in a counterexample.
const anyName = "name"

func (p path) to(s step) path { return append(p[:len(p):len(p)], s) }

// pointer is the JSON Pointer of what is at the path, in a whole event.
func (p path) pointer() string {
	var b strings.Builder
	b.WriteString("/payload")
	for _, s := range p {
		b.WriteByte('/')
		switch s.sort {
		case item:
			b.WriteByte('0')
		case value:
			b.WriteString(anyName)
		default:
			b.WriteString(s.name)
		}
	}
	return b.String()
}

// leadsTo tells whether a JSON Pointer in a whole event is that of a value at
// the path, whatever the index of an item or the name of a value is.
func (p path) leadsTo(pointer string) bool {
	parts := strings.Split(pointer, "/")
	if len(parts) != len(p)+2 || parts[1] != "payload" {
		return false
	}
	for i, s := range p {
		if s.sort == field && parts[i+2] != s.name {
			return false
		}
	}
	return true
}
