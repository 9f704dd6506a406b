// Package jsontree holds JSON as a tree that can be read, changed and written: objects keep
// the order of their members, and scalars their text.
package jsontree

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
)

// A Value is a JSON value. An object or an array is parsed when its members are requested;
// until then it keeps its text, to the byte. It is not safe for concurrent use, not even
// for reading.
type Value struct {
	Line    int // that it begins on, if who made it says so
	text    string
	open    byte // '{' or '[' once it is taken apart
	members []Member
}

// A Member is a member of an object, or an element of an array, without a name.
type Member struct {
	Name  string
	Line  int // of the name
	Value *Value
}

// New returns the value of a text, which must be well-formed JSON; "" is null.
func New(text string) *Value { return &Value{text: strings.Trim(text, whitespace)} }

// Parse is like [New] for a text that may be malformed. The error is that of encoding/json.
func Parse(data []byte) (*Value, error) {
	var text json.RawMessage
	if err := json.Unmarshal(data, &text); err != nil {
		return nil, err
	}
	return New(string(text)), nil
}

// Of returns the value of a string, a boolean, an integer or nil; a *Value is returned
// unchanged.
func Of(v any) *Value {
	switch v := v.(type) {
	case *Value:
		return v
	case string:
		return New(Quote(v))
	case nil:
		return New("null")
	}
	return New(fmt.Sprint(v))
}

// Object returns an object without members.
func Object() *Value { return &Value{open: '{'} }

// Array returns an array of what [Of] makes of each item.
func Array(items ...any) *Value {
	v := &Value{open: '['}
	for _, item := range items {
		v.Add("", item)
	}
	return v
}

// Kind returns the kind of the value as the first character of its text: object, array,
// string, true, false or null; for all numbers it is '0'.
func (v *Value) Kind() byte {
	switch {
	case v.open != 0:
		return v.open
	case v.text == "":
		return 'n'
	case v.text[0] == '-' || v.text[0] >= '0' && v.text[0] <= '9':
		return '0'
	}
	return v.text[0]
}

// Text returns the contents of a string, "" for other values.
func (v *Value) Text() string {
	if v.Kind() != '"' {
		return ""
	}
	return unquoted(v.text)
}

// Members returns the members of an object or the elements of an array, nil for
// other values.
func (v *Value) Members() []Member {
	if kind := v.Kind(); v.open == 0 && (kind == '{' || kind == '[') {
		v.members = split(v.text)
		v.open, v.text = kind, ""
	}
	return v.members
}

// SetMembers replaces the members of an object or an array.
func (v *Value) SetMembers(members []Member) {
	v.Members()
	v.members = members
}

// Children yields the members of an object by name, and the elements of an array
// by index.
func (v *Value) Children() iter.Seq2[string, *Value] {
	return func(yield func(string, *Value) bool) {
		for i, m := range v.Members() {
			name := m.Name
			if v.open == '[' {
				name = strconv.Itoa(i)
			}
			if !yield(name, m.Value) {
				return
			}
		}
	}
}

// Child returns the member with that name, or the element with that index, given as a token
// of a JSON Pointer; nil if there is none.
func (v *Value) Child(token string) *Value {
	if v.Kind() == '[' {
		if i, err := strconv.Atoi(token); err == nil && i >= 0 && i < len(v.Members()) {
			return v.members[i].Value
		}
		return nil
	}
	return v.At(token)
}

// At returns the value at a path of names, nil if there is none.
func (v *Value) At(path ...string) *Value {
	for _, name := range path {
		if v == nil || v.Kind() != '{' {
			return nil
		}
		i := slices.IndexFunc(v.Members(), func(m Member) bool { return m.Name == name })
		if i < 0 {
			return nil
		}
		v = v.members[i].Value
	}
	return v
}

// Add adds a member to an object, or an element to an array, which has no name:
// what [Of] makes of value. It returns v.
func (v *Value) Add(name string, value any) *Value {
	v.members = append(v.Members(), Member{Name: name, Value: Of(value)})
	return v
}

// AddText adds a text, unless it is empty. It returns v.
func (v *Value) AddText(name, text string) *Value {
	if text != "" {
		v.Add(name, text)
	}
	return v
}

// Remove removes the member with that name, if there is one.
func (v *Value) Remove(name string) {
	v.members = slices.DeleteFunc(v.Members(), func(m Member) bool { return m.Name == name })
}

// Append writes the value without white space, except in parts that have not been parsed.
func (v *Value) Append(dst []byte) []byte {
	if v.open == 0 {
		if v.text == "" {
			return append(dst, "null"...)
		}
		return append(dst, v.text...)
	}
	dst = append(dst, v.open)
	for i, m := range v.members {
		if i > 0 {
			dst = append(dst, ',')
		}
		if v.open == '{' {
			dst = append(AppendQuoted(dst, m.Name), ':')
		}
		dst = m.Value.Append(dst)
	}
	return append(dst, v.open+2) // } follows { by two, as ] does [
}

// String is what [Value.Append] writes.
func (v *Value) String() string {
	if v.open == 0 && v.text != "" {
		return v.text
	}
	return string(v.Append(nil))
}
