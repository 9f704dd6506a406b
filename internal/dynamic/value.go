package dynamic

import "github.com/mediamesh/events/wire"

// A tree is an object's fields, in the contract's order.
type tree struct {
	values  []value // nil as long as no field was read
	unknown wire.Unknown
}

// value is a field or an element. Which of its members hold it follows from
// the plan; the zero value is absent.
type value struct {
	text    string // a string, or any JSON
	bits    uint64 // a number or a boolean
	present bool   // of what may be absent and whose zero value is one like any other
	inside  any    // a time.Time, *tree, []string, []value or wire.Map[value]
}

// place returns the index of field n in a tree of the given size.
func (t *tree) place(n, fields int) *value {
	if t.values == nil {
		t.values = make([]value, fields)
	}
	return &t.values[n]
}

var absent value

// at returns the field n, which is not to be changed.
func (t *tree) at(n int) *value {
	if t.values == nil {
		return &absent
	}
	return &t.values[n]
}
