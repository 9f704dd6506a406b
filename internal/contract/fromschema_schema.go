package contract

import (
	"slices"
	"strings"
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
func (im *importer) schema(s spot, depth int) (schema *Schema, null bool) {
	schema = &Schema{Pos: s.node.pos}
	if im.schemas++; im.schemas == maxSchemas+1 {
		im.refuse(s, "$ref", "more than %d schemas when each $ref is written out; split it", maxSchemas)
	}
	switch {
	case im.schemas > maxSchemas:
		return schema, false
	case depth > maxNesting+1:
		im.refuse(s, "type", "nested more than %d deep, which no event can be", maxNesting)
		return schema, false
	case s.node.is("bool") && s.node.text == "true":
		schema.Kind = KindAny
		return schema, false
	case s.node.is("bool"):
		im.refuse(s, "false", "false, by which nothing is valid; leave the field out, or say what it may be")
		return schema, false
	case s.node.kind != mappingNode:
		im.refuse(s, "", "a schema is an object, true or false, not %s", s.node.what())
		return schema, false
	}
	if s.node.get("$ref") != nil {
		return im.follow(s, depth)
	}
	im.known(s)
	im.describe(s, schema)
	types, null := im.types(s)
	if len(types) != 1 {
		schema.Kind = KindAny // or broken, which has been reported
		return schema, false
	}
	im.fitting(s, types[0])
	switch types[0] {
	case "string":
		schema.Kind = KindString
		null = im.string(s, schema) && null
	case "integer":
		schema.Kind = KindInteger
		im.numberLimits(s, schema)
	case "number":
		schema.Kind = KindNumber
		im.numberLimits(s, schema)
	case "boolean":
		schema.Kind = KindBoolean
	case "array":
		schema.Kind = KindArray
		im.array(s, schema, depth)
	case "object":
		im.members(s, schema, depth)
	}
	if types[0] != "string" {
		for _, k := range []string{"enum", "const"} {
			if s.node.get(k) != nil {
				im.refuse(s, k, "only text is listed value by value, and this is %s", types[0])
			}
		}
	}
	return schema, null
}

// known refuses keywords that the model has no word for.
func (im *importer) known(s spot) {
	for _, p := range s.node.pairs {
		if _, ok := schemaKeywords[p.key]; ok || s.at == "" && slices.Contains(rootKeywords, p.key) {
			continue
		}
		why := advice[p.key]
		if why == "" {
			why = "leave it out"
		}
		im.refuse(s, p.key, "a contract has no word for %q; %s", p.key, why)
	}
}

// fitting refuses limits of other types, which would limit nothing.
func (im *importer) fitting(s spot, typ string) {
	for _, p := range s.node.pairs {
		if types := schemaKeywords[p.key]; len(types) > 0 && !slices.Contains(types, typ) {
			im.refuse(s, p.key, "%q limits a value of type %s, and this is of type %s; leave it out", p.key, types[0], typ)
		}
	}
}

// describe reads what a schema means. Personal data is marked in words.
func (im *importer) describe(s spot, schema *Schema) {
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
