package compat

import "github.com/mediamesh/events/internal/jsonpointer"

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
	names := make([]string, len(p))
	for i, s := range p {
		switch s.sort {
		case item:
			names[i] = "0"
		case value:
			names[i] = anyName
		default:
			names[i] = s.name
		}
	}
	return jsonpointer.Join("/payload", names...)
}

// leadsTo reports whether a JSON Pointer in a whole event is that of a value at
// the path, whatever the index of an item or the name of a value is.
func (p path) leadsTo(pointer string) bool {
	names := jsonpointer.Split(pointer)
	if len(names) != len(p)+1 || names[0] != "payload" {
		return false
	}
	for i, s := range p {
		if s.sort == field && names[i+1] != s.name {
			return false
		}
	}
	return true
}
