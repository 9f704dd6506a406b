package cli

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"github.com/mediamesh/events"
)

// masked stands for a value that may be personal.
const masked = "***"

// mask returns a document with what may be personal masked: what the contract
// marks as such, and what it does not know. Of a type that the registry does
// not have, or of what is no JSON, nothing can be shown.
func mask(reg *events.Registry, eventType string, document []byte) (shown []byte, ok bool) {
	t, err := reg.Lookup(eventType)
	if err != nil || !json.Valid(document) {
		return nil, false
	}
	var schema schemaNode
	if err := json.Unmarshal([]byte(t.Schema()), &schema); err != nil {
		return nil, false
	}
	m := masker{personal: make(map[string]bool)}
	for _, pointer := range t.Personal() {
		m.personal[pointer] = true
	}
	var out bytes.Buffer
	m.value(&out, document, &schema, "")
	return out.Bytes(), true
}

// schemaNode is what of a JSON Schema tells which names there are.
type schemaNode struct {
	Properties map[string]*schemaNode `json:"properties"`
	Additional json.RawMessage        `json:"additionalProperties"`
	Items      *schemaNode            `json:"items"`
}

// masker writes documents, whose names and order it keeps.
type masker struct{ personal map[string]bool }

// value writes a value of which the schema is known, if it is not nil.
func (m *masker) value(out *bytes.Buffer, value json.RawMessage, schema *schemaNode, pointer string) {
	value = bytes.TrimSpace(value)
	if m.personal[pointer] || schema == nil {
		out.WriteString(hidden(value))
		return
	}
	switch value[0] {
	case '{':
		m.object(out, value, schema, pointer)
	case '[':
		m.array(out, value, schema, pointer)
	default:
		out.Write(value)
	}
}

// hidden is what is shown of a value: null is nobody's secret.
func hidden(value json.RawMessage) string {
	if string(value) == "null" {
		return "null"
	}
	return strconv.Quote(masked)
}

func (m *masker) object(out *bytes.Buffer, value json.RawMessage, schema *schemaNode, pointer string) {
	d := json.NewDecoder(bytes.NewReader(value))
	_, _ = d.Token() // it is valid JSON, so there are no errors from here on
	out.WriteByte('{')
	for first := true; d.More(); first = false {
		if !first {
			out.WriteByte(',')
		}
		token, _ := d.Token()
		name, _ := token.(string)
		var field json.RawMessage
		_ = d.Decode(&field)
		written, _ := json.Marshal(name)
		out.Write(written)
		out.WriteByte(':')
		child, at := schema.field(name), pointer+"/"+strings.NewReplacer("~", "~0", "/", "~1").Replace(name)
		if m.personal[pointer+"/*"] {
			child = nil
		}
		m.value(out, field, child, at)
	}
	out.WriteByte('}')
}

func (m *masker) array(out *bytes.Buffer, value json.RawMessage, schema *schemaNode, pointer string) {
	var items []json.RawMessage
	_ = json.Unmarshal(value, &items)
	out.WriteByte('[')
	for i, item := range items {
		if i > 0 {
			out.WriteByte(',')
		}
		m.value(out, item, schema.item(), pointer+"/*")
	}
	out.WriteByte(']')
}

// field returns the schema of a field, nil if the contract does not know it.
// Where names are free, so is what stands under them.
func (n *schemaNode) field(name string) *schemaNode {
	if child := n.Properties[name]; child != nil {
		return child
	}
	if n.Properties != nil {
		return nil
	}
	var child schemaNode
	_ = json.Unmarshal(n.Additional, &child) // or anything
	return &child
}

// item returns the schema of an element.
func (n *schemaNode) item() *schemaNode {
	if n.Items != nil {
		return n.Items
	}
	return &schemaNode{}
}
