// Package mask replaces possibly personal values in JSON documents, for logs and listings.
package mask

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/mediamesh/events/internal/jsonpointer"
)

// Text replaces a masked value.
const Text = "***"

// A Mask says which values of a document may be shown: those that a JSON Schema declares,
// unless they are personal. A nil Mask shows nothing.
type Mask struct {
	kind     kind
	fields   map[string]*Mask // declared ones, by name
	closed   bool             // other fields are unknown, and so are masked
	each     *Mask            // of elements, or of fields with names of the sender's own; nil shows them
	personal bool
}

// kind is which JSON values a Mask is for. It masks the others.
type kind uint8

const (
	anything kind = iota
	scalar
	object
	array
)

// New returns the mask for a JSON Schema and the JSON Pointers of personal data, in which
// "*" stands for any element or name. Parts of the schema that it cannot interpret are
// masked.
func New(schema string, personal []string) *Mask {
	var node schemaNode
	if json.Unmarshal([]byte(schema), &node) != nil {
		return nil
	}
	m := node.mask()
	for _, pointer := range personal {
		m.hide(jsonpointer.Split(pointer))
	}
	return m
}

// At returns the mask of the values that a JSON Pointer leads to.
func (m *Mask) At(pointer string) *Mask {
	for _, token := range jsonpointer.Split(pointer) {
		switch {
		case m == nil || m.personal:
			return nil
		case token == "*":
			m = m.each
		default:
			m = m.fields[token]
		}
	}
	return m
}

// schemaNode is the part of a JSON Schema that declares values.
type schemaNode struct {
	Type       names                  `json:"type"`
	Properties map[string]*schemaNode `json:"properties"`
	Additional json.RawMessage        `json:"additionalProperties"`
	Items      json.RawMessage        `json:"items"`

	// Keywords that this library does not write, and that say more.
	Ref   json.RawMessage `json:"$ref"`
	AllOf json.RawMessage `json:"allOf"`
	AnyOf json.RawMessage `json:"anyOf"`
	OneOf json.RawMessage `json:"oneOf"`
}

// names is a name or a list of them.
type names []string

func (n *names) UnmarshalJSON(data []byte) error {
	if data[0] == '[' {
		return json.Unmarshal(data, (*[]string)(n))
	}
	*n = make(names, 1)
	return json.Unmarshal(data, &(*n)[0])
}

func (n *schemaNode) mask() *Mask {
	if n.Ref != nil || n.AllOf != nil || n.AnyOf != nil || n.OneOf != nil {
		return nil
	}
	m := new(Mask)
	switch types := slices.DeleteFunc(n.Type, func(t string) bool { return t == "null" }); {
	case n.Properties != nil || slices.Contains(types, "object"):
		m.kind = object
	case slices.Contains(types, "array"):
		m.kind = array
	case len(types) > 0:
		m.kind = scalar
	}
	if n.Properties != nil {
		m.closed, m.fields = true, make(map[string]*Mask, len(n.Properties))
		for name, property := range n.Properties {
			m.fields[name] = property.mask()
		}
	}
	switch {
	case m.kind == array && n.Items != nil:
		m.each = maskOf(n.Items)
	case m.kind == object && n.Additional != nil && !m.closed:
		m.each = maskOf(n.Additional)
	}
	return m
}

// maskOf returns the mask of a schema that may be true or false.
func maskOf(schema json.RawMessage) *Mask {
	var node schemaNode
	switch {
	case string(schema) == "true":
		return new(Mask)
	case json.Unmarshal(schema, &node) != nil:
		return &Mask{personal: true}
	}
	if m := node.mask(); m != nil {
		return m
	}
	return &Mask{personal: true}
}

// hide masks what the tokens lead to.
func (m *Mask) hide(tokens []string) {
	if m == nil {
		return
	}
	if len(tokens) == 0 {
		m.personal = true
		return
	}
	if next := m.fields[tokens[0]]; next != nil && tokens[0] != "*" {
		next.hide(tokens[1:])
		return
	}
	if m.each == nil {
		m.each = new(Mask)
	}
	m.each.hide(tokens[1:])
}

// field returns the mask of a field whose name, in quotes, is raw.
func (m *Mask) field(raw []byte) *Mask {
	if !m.closed {
		return m.element()
	}
	if bytes.IndexByte(raw, '\\') < 0 {
		return m.fields[string(raw[1:len(raw)-1])] // without a copy of it
	}
	return m.fields[name(raw)]
}

// shown masks nothing.
var shown = new(Mask)

func (m *Mask) element() *Mask {
	if m.each == nil {
		return shown
	}
	return m.each
}

// Append appends the document to dst, compact and with [Text] in place of what must not be
// shown; null is shown. If the document is not JSON, ok is false and nothing is appended.
func (m *Mask) Append(dst, document []byte) (masked []byte, ok bool) {
	if !json.Valid(document) {
		return dst, false
	}
	w := writer{dst: dst, s: document}
	w.value(m)
	return w.dst, true
}

// writer copies a document that is valid, from s to dst.
type writer struct {
	dst, s []byte
	i      int // what is read next of s
}

func (w *writer) space() {
	for w.i < len(w.s) && (w.s[w.i] == ' ' || w.s[w.i] == '\n' || w.s[w.i] == '\r' || w.s[w.i] == '\t') {
		w.i++
	}
}

func (w *writer) value(m *Mask) {
	w.space()
	switch c := w.s[w.i]; {
	case m == nil || m.personal:
		w.hidden()
	case c == '{' && (m.kind == object || m.kind == anything):
		w.object(m)
	case c == '[' && (m.kind == array || m.kind == anything):
		w.array(m)
	case c == '{' || c == '[' || m.kind == object || m.kind == array:
		w.hidden() // of another kind than is known
	default:
		w.dst = append(w.dst, w.skip()...)
	}
}

// hidden writes what is shown in place of a masked value. null is shown as it is.
func (w *writer) hidden() {
	if value := w.skip(); string(value) == "null" {
		w.dst = append(w.dst, value...)
		return
	}
	w.dst = append(w.dst, `"`+Text+`"`...)
}

func (w *writer) object(m *Mask) {
	w.each('{', '}', func() {
		raw := w.skip()
		w.space()
		w.i++ // the colon
		w.dst = append(append(w.dst, raw...), ':')
		w.value(m.field(raw))
	})
}

func (w *writer) array(m *Mask) {
	w.each('[', ']', func() { w.value(m.element()) })
}

// each writes an object or an array, each part of it with write.
func (w *writer) each(open, end byte, write func()) {
	w.i++
	w.dst = append(w.dst, open)
	for first := true; ; first = false {
		w.space()
		if w.s[w.i] == end {
			w.i++
			w.dst = append(w.dst, end)
			return
		}
		if w.s[w.i] == ',' {
			w.i++
			w.space()
		}
		if !first {
			w.dst = append(w.dst, ',')
		}
		write()
	}
}

// skip returns the value that comes next, and passes over it.
func (w *writer) skip() []byte {
	start, depth := w.i, 0
	for w.i < len(w.s) {
		switch w.s[w.i] {
		case '"':
			w.text()
		case '{', '[':
			depth++
			w.i++
			continue
		case '}', ']':
			depth--
			w.i++
		case ',', ':', ' ', '\n', '\r', '\t':
			w.i++
			continue
		default:
			w.scalar()
		}
		if depth == 0 {
			break
		}
	}
	return w.s[start:w.i]
}

// text passes over a string.
func (w *writer) text() {
	for w.i++; w.s[w.i] != '"'; w.i++ {
		if w.s[w.i] == '\\' {
			w.i++
		}
	}
	w.i++
}

// scalar passes over a number or a word.
func (w *writer) scalar() {
	if end := bytes.IndexAny(w.s[w.i:], ",:]} \n\r\t"); end >= 0 {
		w.i += end
		return
	}
	w.i = len(w.s)
}

// name returns what a string in a document says.
func name(raw []byte) (s string) {
	if bytes.IndexByte(raw, '\\') < 0 {
		return string(raw[1 : len(raw)-1])
	}
	_ = json.Unmarshal(raw, &s) // it is valid
	return s
}
