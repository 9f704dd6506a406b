package contract

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/jsontree"
)

// JSONSchema is the published schema of an event: self-contained draft-07, with only
// keywords that Ajv's strict mode knows. It gives the same verdicts as the generated Go: an
// optional field may be null, and objects accept more fields.
func JSONSchema(e *Event) ([]byte, error) {
	if e.Payload == nil || e.Payload.Kind != KindObject {
		return nil, fmt.Errorf("contract: %s has no payload schema", e.Type)
	}
	root := jsontree.Object().Add("$schema", draft07).Add("$id", SchemaID(e))
	if e.Version != "" {
		root.Add("$comment", "Version "+e.Version+".") // for comparing contracts: package jsonschema reads it
	}
	root.Add("title", e.Type).AddText("description", e.Summary)
	noteDeprecation(root, e.Deprecated)
	metadata := jsonSchema(Envelope(), true)
	fix(metadata.At("properties", "eventType"), "const", e.Type)
	fix(metadata.At("properties", "eventVersion"), "pattern", VersionPattern(e.Major))
	return indented(envelope(root, metadata, jsonSchema(e.Payload, true))), nil
}

// EnvelopeJSONSchema is the schema of what all events have in common, whatever their type.
func EnvelopeJSONSchema() []byte {
	root := jsontree.Object().Add("$schema", draft07).Add("$id", "urn:mediamesh:envelope")
	return indented(envelope(root, jsonSchema(Envelope(), true), jsontree.Object().Add("type", "object")))
}

const draft07 = "http://json-schema.org/draft-07/schema#"

// envelope says of a document that it has metadata and a payload.
func envelope(root, metadata, payload *jsontree.Value) *jsontree.Value {
	return root.Add("type", "object").Add("required", jsontree.Array("metadata", "payload")).
		Add("properties", jsontree.Object().Add("metadata", metadata).Add("payload", payload))
}

// indented writes a value like JSON.stringify(value, null, 2), with a line end. Invisible
// and ambiguous characters are escaped.
func indented(v *jsontree.Value) []byte {
	var b bytes.Buffer
	_ = json.Indent(&b, v.Append(nil), "", "  ") // which is sound
	var out []byte
	for _, c := range b.String() {
		if c < 0x7f || c > 0xffff || unicode.IsPrint(c) {
			out = utf8.AppendRune(out, c)
		} else {
			out = fmt.Appendf(out, `\u%04x`, c)
		}
	}
	return append(out, '\n')
}

// SchemaID names the schema of an event; it is a name, not an address.
func SchemaID(e *Event) string {
	return "urn:mediamesh:" + e.Type + ":" + strconv.Itoa(e.Major)
}

// SchemaFile is the file name of an event's schema.
func SchemaFile(e *Event) string {
	return fmt.Sprintf("%s.v%d.json", e.Type, e.Major)
}

// fix keeps the type of a field and replaces its limits with one.
func fix(field *jsontree.Value, keyword, value string) {
	field.SetMembers(slices.DeleteFunc(field.Members(), func(m jsontree.Member) bool { return m.Name != "description" && m.Name != "type" }))
	field.Add(keyword, value)
}

var jsonTypes = map[Kind]string{
	KindString: "string", KindInteger: "integer", KindNumber: "number", KindBoolean: "boolean",
	KindObject: "object", KindMap: "object", KindArray: "array", KindAnyObject: "object",
}

func jsonSchema(s *Schema, required bool) *jsontree.Value {
	o := jsontree.Object().AddText("description", describe(s))
	if s.Kind == KindAny {
		return o
	}
	if required {
		o.Add("type", jsonTypes[s.Kind])
	} else {
		o.Add("type", jsontree.Array(jsonTypes[s.Kind], "null"))
	}
	switch s.Kind {
	case KindString:
		setStringLimits(o, s, required)
	case KindInteger, KindNumber:
		setNumberLimits(o, s)
	case KindArray:
		o.Add("items", jsonSchema(s.Items, true))
		setCount(o, "minItems", s.MinItems)
		setCount(o, "maxItems", s.MaxItems)
	case KindMap:
		o.Add("additionalProperties", jsonSchema(s.Values, true))
	case KindObject:
		setFields(o, s)
	}
	return o
}

// RulesOf is the validation part of a schema as JSON Schema in one line, without
// descriptions.
func RulesOf(s *Schema) string {
	bare := *s
	bare.Description, bare.Personal = "", false
	return strings.Join(strings.Fields(string(indented(jsonSchema(&bare, true)))), " ")
}

// describe marks personal data in the description, since validators would not know a
// keyword for it.
func describe(s *Schema) string {
	switch {
	case !s.Personal:
		return s.Description
	case s.Description == "":
		return "Personal data."
	}
	return "Personal data. " + s.Description
}

// noteDeprecation puts the deprecation into the description: draft-07 has no keyword for
// it, and Ajv does not know keywords of later drafts.
func noteDeprecation(o *jsontree.Value, d *Deprecation) {
	if d == nil {
		return
	}
	note := jsontree.Of("Deprecated " + d.Text())
	description := o.At("description")
	if description == nil {
		o.SetMembers(slices.Insert(o.Members(), 0, jsontree.Member{Name: "description", Value: note}))
		return
	}
	text := description.Text()
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	*description = *jsontree.Of(text + " " + note.Text())
}

func setFields(o *jsontree.Value, s *Schema) {
	required, properties := jsontree.Array(), jsontree.Object()
	for _, f := range s.Fields {
		if f.Required {
			required.Add("", f.Name)
		}
		field := jsonSchema(f.Schema, f.Required)
		noteDeprecation(field, f.Deprecated)
		properties.Add(f.Name, field)
	}
	if len(required.Members()) > 0 {
		o.Add("required", required)
	}
	o.Add("properties", properties)
}

func setStringLimits(o *jsontree.Value, s *Schema, required bool) {
	if len(s.Enum) > 0 {
		values := jsontree.Array()
		for _, v := range s.Enum {
			values.Add("", v)
		}
		if !required {
			values.Add("", nil)
		}
		o.Add("enum", values)
	}
	setCount(o, "minLength", s.MinLength)
	maxLength := s.MaxLength
	if implied, ok := s.Format.MaxLength(); ok && maxLength == nil {
		maxLength = &implied
	}
	setCount(o, "maxLength", maxLength)
	switch {
	case s.Format != "":
		o.Add("pattern", s.Format.Pattern())
	case s.Pattern != "":
		o.Add("pattern", s.Pattern)
	}
}

// A float64 at or beyond 2^63 does not fit in an int64, and JavaScript cannot distinguish
// 2^63-1 from 2^63. Both ends are refused, in Go and in the schema.
const (
	int64Limit    = "9223372036854775808"
	minInt64Limit = "-9223372036854775808"
)

func setNumberLimits(o *jsontree.Value, s *Schema) {
	set := func(name string, limit *float64) {
		if limit != nil {
			o.Add(name, jsontree.New(ecmaNumber(*limit)))
		}
	}
	set("minimum", s.Minimum)
	set("exclusiveMinimum", s.ExclusiveMinimum)
	if s.Kind == KindInteger && s.Minimum == nil && s.ExclusiveMinimum == nil {
		o.Add("exclusiveMinimum", jsontree.New(minInt64Limit))
	}
	set("maximum", s.Maximum)
	set("exclusiveMaximum", s.ExclusiveMaximum)
	if s.Kind == KindInteger && s.Maximum == nil && s.ExclusiveMaximum == nil {
		o.Add("exclusiveMaximum", jsontree.New(int64Limit))
	}
}

func setCount(o *jsontree.Value, name string, limit *int) {
	if limit != nil {
		o.Add(name, *limit)
	}
}
