package jsonschema

import (
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// schemaKeywords are what of draft-07 the model has a word for, each with the
// JSON types that it limits; none means any.
var schemaKeywords = map[string][]string{
	"$ref": nil, "type": nil, "enum": nil, "const": nil, "title": nil, "description": nil, "$comment": nil,
	"minLength": {"string"}, "maxLength": {"string"}, "pattern": {"string"},
	"minimum": {"integer", "number"}, "maximum": {"integer", "number"},
	"exclusiveMinimum": {"integer", "number"}, "exclusiveMaximum": {"integer", "number"},
	"items": {"array"}, "minItems": {"array"}, "maxItems": {"array"}, "uniqueItems": {"array"},
	"properties": {"object"}, "required": {"object"}, "additionalProperties": {"object"},
}

// rootKeywords may stand at the root besides.
var rootKeywords = []string{"$schema", "$id", "definitions"}

// annotations say what something means or who may use it, and no limit.
var annotations = []string{"title", "description", "$comment"}

// advice is what to do about keywords that are known and have no place here.
var advice = map[string]string{
	"format":            "validators differ in what a format admits; write the pattern",
	"additionalItems":   "an array has one schema for all items",
	"contains":          "an array has one schema for all items",
	"patternProperties": "a map has one schema for all values",
	"propertyNames":     "a map admits all names",
	"minProperties":     "an object may have any number of members",
	"maxProperties":     "an object may have any number of members",
	"multipleOf":        "a number has a least and a greatest value",
	"allOf":             "write out what the parts say together",
	"anyOf":             "a field has one type; make it several fields",
	"oneOf":             "a field has one type; make it several fields",
	"$id":               "only the document itself has a name",
}

// schema reads one schema, and whether null is valid beside what it says. It
// is never nil; what is wrong has been reported.
func (im *importer) schema(s spot, depth int) (schema *contract.Schema, null bool) {
	schema = &contract.Schema{Pos: im.pos(s.node.Line)}
	if im.schemas++; im.schemas == contract.MaxSchemas+1 {
		im.refuse(s, "$ref", "more than %d schemas when each $ref is written out; split it", contract.MaxSchemas)
	}
	switch {
	case im.schemas > contract.MaxSchemas:
		return schema, false
	case depth > contract.MaxNesting+1:
		im.refuse(s, "type", "nested more than %d deep, which no event can be", contract.MaxNesting)
		return schema, false
	case s.node.Kind() == 't':
		schema.Kind = contract.KindAny
		return schema, false
	case s.node.Kind() == 'f':
		im.refuse(s, "false", "false, by which nothing is valid; leave the field out, or say what it may be")
		return schema, false
	case s.node.Kind() != '{':
		im.refuse(s, "", "a schema is an object, true or false, not %s", what(s.node))
		return schema, false
	}
	if s.node.At("$ref") != nil {
		return im.follow(s, depth)
	}
	im.known(s)
	im.describe(s, schema)
	types, null := im.types(s)
	if len(types) != 1 {
		schema.Kind = contract.KindAny // or broken, which has been reported
		return schema, false
	}
	im.fitting(s, types[0])
	switch types[0] {
	case "string":
		schema.Kind = contract.KindString
		null = im.string(s, schema) && null
	case "integer":
		schema.Kind = contract.KindInteger
		im.numberLimits(s, schema)
	case "number":
		schema.Kind = contract.KindNumber
		im.numberLimits(s, schema)
	case "boolean":
		schema.Kind = contract.KindBoolean
	case "array":
		schema.Kind = contract.KindArray
		im.array(s, schema, depth)
	case "object":
		im.members(s, schema, depth)
	}
	if types[0] != "string" {
		for _, k := range []string{"enum", "const"} {
			if s.node.At(k) != nil {
				im.refuse(s, k, "only text is listed value by value, and this is %s", types[0])
			}
		}
	}
	return schema, null
}

// known refuses keywords that the model has no word for.
func (im *importer) known(s spot) {
	for _, m := range s.keywords() {
		if _, ok := schemaKeywords[m.Name]; ok || s.at == "" && slices.Contains(rootKeywords, m.Name) {
			continue
		}
		why := advice[m.Name]
		if why == "" {
			why = "leave it out"
		}
		im.refuse(s, m.Name, "a contract has no keyword for %q; %s", m.Name, why)
	}
}

// fitting refuses limits of other types, which would limit nothing.
func (im *importer) fitting(s spot, typ string) {
	for _, m := range s.keywords() {
		if types := schemaKeywords[m.Name]; len(types) > 0 && !slices.Contains(types, typ) {
			im.refuse(s, m.Name, "%q limits a value of type %s, and this is of type %s; leave it out", m.Name, types[0], typ)
		}
	}
}

// describe reads what a schema means. Personal data is marked in words.
func (im *importer) describe(s spot, schema *contract.Schema) {
	title, text := im.text(s, "title"), im.text(s, "description")
	im.text(s, "$comment")
	if rest, personal := strings.CutPrefix(text, "Personal data."); personal && (rest == "" || rest[0] == ' ') {
		schema.Personal = true
		text = strings.TrimPrefix(rest, " ")
	}
	switch {
	case title == "" || s.at == "":
		schema.Description = text
	case text == "":
		schema.Description = title
	default:
		schema.Description = title + ": " + text
	}
}
