package contract

import (
	"fmt"
	"strconv"
	"strings"
)

// JSONSchema is the published schema of an event: draft-07 in one piece, made
// of keywords that Ajv's strict mode knows. Its verdict is that of the
// generated Go: an optional field may be null, and objects admit more fields.
func JSONSchema(e *Event) ([]byte, error) {
	if e.Payload == nil || e.Payload.Kind != KindObject {
		return nil, fmt.Errorf("contract: %s has no payload schema", e.Type)
	}
	var root jsonObject
	root.set("$schema", "http://json-schema.org/draft-07/schema#")
	root.set("$id", SchemaID(e))
	if e.Version != "" {
		root.set("$comment", "Version "+e.Version+".") // for who compares contracts: FromSchema reads it
	}
	root.set("title", e.Type)
	if e.Summary != "" {
		root.set("description", e.Summary)
	}
	root = noteDeprecation(root, e.Deprecated)
	root.set("type", "object")
	root.set("required", []any{"metadata", "payload"})

	metadata := jsonSchema(Envelope(), true)
	properties := jsonObject{}
	properties.set("metadata", fixEnvelope(metadata, e))
	properties.set("payload", jsonSchema(e.Payload, true))
	root.set("properties", properties)
	return append(appendIndented(nil, root, 0), '\n'), nil
}

// EnvelopeJSONSchema is the schema of what all events have in common, whichever
// their type.
func EnvelopeJSONSchema() []byte {
	var payload, properties, root jsonObject
	payload.set("type", "object")
	properties.set("metadata", jsonSchema(Envelope(), true))
	properties.set("payload", payload)
	root.set("$schema", "http://json-schema.org/draft-07/schema#")
	root.set("$id", "urn:mediamesh:envelope")
	root.set("type", "object")
	root.set("required", []any{"metadata", "payload"})
	root.set("properties", properties)
	return append(appendIndented(nil, root, 0), '\n')
}

// SchemaID names the schema of an event; it is a name, not an address.
func SchemaID(e *Event) string {
	return "urn:mediamesh:" + e.Type + ":" + strconv.Itoa(e.Major)
}

// SchemaFile is the file name of an event's schema.
func SchemaFile(e *Event) string {
	return fmt.Sprintf("%s.v%d.json", e.Type, e.Major)
}

// fixEnvelope narrows the metadata to one event type and one major.
func fixEnvelope(metadata jsonObject, e *Event) jsonObject {
	for _, m := range metadata {
		if m.name != "properties" {
			continue
		}
		fields := m.value.(jsonObject)
		for i, f := range fields {
			switch f.name {
			case "eventType":
				fields[i].value = fixed(f.value.(jsonObject), "const", e.Type)
			case "eventVersion":
				fields[i].value = fixed(f.value.(jsonObject), "pattern", VersionPattern(e.Major))
			}
		}
	}
	return metadata
}

// fixed keeps what a field is and replaces its limits by one.
func fixed(field jsonObject, keyword, value string) jsonObject {
	var o jsonObject
	for _, m := range field {
		if m.name == "description" || m.name == "type" {
			o.set(m.name, m.value)
		}
	}
	o.set(keyword, value)
	return o
}

var jsonTypes = map[Kind]string{
	KindString: "string", KindInteger: "integer", KindNumber: "number", KindBoolean: "boolean",
	KindObject: "object", KindMap: "object", KindArray: "array", KindAnyObject: "object",
}

func jsonSchema(s *Schema, required bool) jsonObject {
	var o jsonObject
	if d := describe(s); d != "" {
		o.set("description", d)
	}
	if s.Kind == KindAny {
		return o
	}
	if required {
		o.set("type", jsonTypes[s.Kind])
	} else {
		o.set("type", []any{jsonTypes[s.Kind], "null"})
	}
	switch s.Kind {
	case KindString:
		setStringLimits(&o, s, required)
	case KindInteger, KindNumber:
		setNumberLimits(&o, s)
	case KindArray:
		o.set("items", jsonSchema(s.Items, true))
		setCount(&o, "minItems", s.MinItems)
		setCount(&o, "maxItems", s.MaxItems)
	case KindMap:
		o.set("additionalProperties", jsonSchema(s.Values, true))
	case KindObject:
		setFields(&o, s)
	}
	return o
}

// describe marks personal data in words, since a keyword for it would be
// unknown to validators.
func describe(s *Schema) string {
	switch {
	case !s.Personal:
		return s.Description
	case s.Description == "":
		return "Personal data."
	}
	return "Personal data. " + s.Description
}

// noteDeprecation says it in the description: draft-07 has no word for it, and a
// keyword of a later draft is unknown to Ajv.
func noteDeprecation(o jsonObject, d *Deprecation) jsonObject {
	if d == nil {
		return o
	}
	note := "Deprecated " + d.Text()
	for i, m := range o {
		if m.name == "description" {
			text := m.value.(string)
			if !strings.HasSuffix(text, ".") {
				text += "."
			}
			o[i].value = text + " " + note
			return o
		}
	}
	return append(jsonObject{{"description", note}}, o...)
}

func setFields(o *jsonObject, s *Schema) {
	var names []any
	properties := jsonObject{}
	for _, f := range s.Fields {
		if f.Required {
			names = append(names, f.Name)
		}
		properties.set(f.Name, noteDeprecation(jsonSchema(f.Schema, f.Required), f.Deprecated))
	}
	if len(names) > 0 {
		o.set("required", names)
	}
	o.set("properties", properties)
}

func setStringLimits(o *jsonObject, s *Schema, required bool) {
	if len(s.Enum) > 0 {
		var values []any
		for _, v := range s.Enum {
			values = append(values, v)
		}
		if !required {
			values = append(values, nil)
		}
		o.set("enum", values)
	}
	setCount(o, "minLength", s.MinLength)
	maxLength := s.MaxLength
	if implied, ok := s.Format.MaxLength(); ok && maxLength == nil {
		maxLength = &implied
	}
	setCount(o, "maxLength", maxLength)
	switch {
	case s.Format != "":
		o.set("pattern", s.Format.Pattern())
	case s.Pattern != "":
		o.set("pattern", s.Pattern)
	}
}

// A float64 at or beyond 2^63 fits no int64, and JavaScript cannot tell
// 2^63-1 from 2^63. Both ends are refused, in Go as in the schema.
const (
	int64Limit    rawNumber = "9223372036854775808"
	minInt64Limit rawNumber = "-9223372036854775808"
)

func setNumberLimits(o *jsonObject, s *Schema) {
	set := func(name string, limit *float64) {
		if limit != nil {
			o.set(name, rawNumber(ecmaNumber(*limit)))
		}
	}
	set("minimum", s.Minimum)
	set("exclusiveMinimum", s.ExclusiveMinimum)
	if s.Kind == KindInteger && s.Minimum == nil && s.ExclusiveMinimum == nil {
		o.set("exclusiveMinimum", minInt64Limit)
	}
	set("maximum", s.Maximum)
	set("exclusiveMaximum", s.ExclusiveMaximum)
	if s.Kind == KindInteger && s.Maximum == nil && s.ExclusiveMaximum == nil {
		o.set("exclusiveMaximum", int64Limit)
	}
}

func setCount(o *jsonObject, name string, limit *int) {
	if limit != nil {
		o.set(name, *limit)
	}
}
