// Package document is JSON that can be changed in one place while all else
// stays as it was written: fields keep their order, scalars and names their
// spelling.
package document

import (
	"bytes"

	"github.com/go-json-experiment/json/jsontext"
)

// A Value is a JSON value, or what was put in the place of one.
type Value struct {
	Kind    byte     // '{', '[', or 0 for a scalar
	Text    string   // of a scalar, as it stands in the document
	Members []Member // of an object
	Items   []*Value // of an array
}

// A Member is a field of an object.
type Member struct {
	Name  string // as it stands in the document, with its quotes
	Value *Value
}

// Scalar is a value of that text.
func Scalar(text string) *Value { return &Value{Text: text} }

// Parse reads sound JSON.
func Parse(data []byte) (*Value, error) {
	return parse(jsontext.NewDecoder(bytes.NewReader(data)))
}

func parse(dec *jsontext.Decoder) (*Value, error) {
	kind := dec.PeekKind()
	if kind != '{' && kind != '[' {
		text, err := dec.ReadValue()
		return Scalar(string(text)), err
	}
	if _, err := dec.ReadToken(); err != nil {
		return nil, err
	}
	v := &Value{Kind: byte(kind)}
	for dec.PeekKind() != '}' && dec.PeekKind() != ']' {
		var name string
		if v.Kind == '{' {
			text, err := dec.ReadValue()
			if err != nil {
				return nil, err
			}
			name = string(text)
		}
		child, err := parse(dec)
		if err != nil {
			return nil, err
		}
		if v.Kind == '{' {
			v.Members = append(v.Members, Member{name, child})
		} else {
			v.Items = append(v.Items, child)
		}
	}
	_, err := dec.ReadToken()
	return v, err
}

// Clone is a copy of the value that shares nothing with it that may change.
func (v *Value) Clone() *Value {
	c := *v
	c.Members = append([]Member(nil), v.Members...)
	for i := range c.Members {
		c.Members[i].Value = c.Members[i].Value.Clone()
	}
	c.Items = append([]*Value(nil), v.Items...)
	for i := range c.Items {
		c.Items[i] = c.Items[i].Clone()
	}
	return &c
}

// Append writes the value, with what space appends around each of its parts;
// nil is no space.
func (v *Value) Append(dst []byte, space func([]byte) []byte) []byte {
	if space == nil {
		space = func(dst []byte) []byte { return dst }
	}
	return space(v.append(space(dst), space))
}

func (v *Value) append(dst []byte, space func([]byte) []byte) []byte {
	switch v.Kind {
	case '{':
		dst = space(append(dst, '{'))
		for i, m := range v.Members {
			if i > 0 {
				dst = space(append(dst, ','))
			}
			dst = space(append(space(append(dst, m.Name...)), ':'))
			dst = space(m.Value.append(dst, space))
		}
		return append(dst, '}')
	case '[':
		dst = space(append(dst, '['))
		for i, item := range v.Items {
			if i > 0 {
				dst = space(append(dst, ','))
			}
			dst = space(item.append(dst, space))
		}
		return append(dst, ']')
	}
	return append(dst, v.Text...)
}
