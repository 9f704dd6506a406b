package jsonschema

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/contract/contracttest"
	"github.com/mediamesh/events/internal/jsontree"
)

// document is a schema that somebody else may have written: in one line, the
// metadata by reference, without what only people read.
func document(major, payload string) []byte {
	return fmt.Appendf(nil, `{"$id": "https://example.com/placed", "$schema": "https://json-schema.org/draft-07/schema", "type": "object",`+
		` "properties": {"payload": %s, "metadata": {"$ref": "#/definitions/metadata"}}, "required": ["payload", "metadata"],`+
		` "definitions": {"id": {"type": "string", "minLength": 1, "maxLength": 128}, "pair": {"a": [{"type": "boolean"}]},`+
		` "loop": {"type": "object", "properties": {"next": {"$ref": "#/definitions/loop"}}},`+
		` "metadata": {"type": "object", "required": ["source", "eventId", "eventType", "eventVersion", "timestamp"], "properties": {`+
		`"eventId": {"$ref": "#/definitions/id"}, "source": {"$ref": "https://example.com/placed#/definitions/id"},`+
		` "eventType": {"const": "order.placed"}, "eventVersion": {"type": "string", "pattern": "^%s\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"},`+
		` "timestamp": {"type": "string", "pattern": %s}, "correlationId": {"type": "string", "minLength": 1, "maxLength": 256}}}}}`,
		payload, major, jsontree.AppendQuoted(nil, contract.FormatDateTime.Pattern()))
}

// field is a payload with one optional field.
func field(schema string) string {
	return `{"type": "object", "properties": {"f": ` + schema + `}}`
}

// What others write, and the model has a word for.
func TestSchemasOfOthers(t *testing.T) {
	for _, test := range []struct{ payload, want string }{
		{`{"type": "object"}`, ""},
		{`{"properties": {}, "type": ["object"]}`, ""},
		{`{"type": "object", "required": ["b", "a"], "properties": {"a": true}}`, "a any, b any"},
		{`{"type": "object", "additionalProperties": true, "properties": {"a-b": {"type": "boolean"}}}`, "a-b? boolean"},
		{field(`{"type": "string"}`), "f? string(-)"},
		{field(`{"type": ["null", "string"], "minLength": 2}`), "f? string(2-)"},
		{field(`{"type": "string", "pattern": "^a+$", "maxLength": 3}`), "f? string(-3)~"},
		{field(`{"const": "A"}`), "f? A"},
		{field(`{"enum": ["A", null, "B"]}`), "f? A·B"},
		{field(`{"type": "string", "enum": ["A", null]}`), "f? A"},
		{field(`{"type": ["string", "integer", "number", "boolean", "object", "array", "null"], "title": "Any"}`), "f? any"},
		{field(`{"title": "Any"}`), "f? any"},
		{field(`{"type": ["integer", "number"], "minimum": 1.5, "exclusiveMinimum": 1}`), "f? number(1.5-)"},
		{field(`{"type": "integer", "minimum": -9223372036854775808, "maximum": 9223372036854775807}`), "f? integer(-)"},
		{field(`{"type": "integer", "minimum": 1, "exclusiveMaximum": 10, "maximum": 9}`), "f? integer(1-9)"},
		{field(`{"type": "array"}`), "f? [any]"},
		{field(`{"type": "array", "items": {"$ref": "#/definitions/id"}, "uniqueItems": false}`), "f? [string(1-128)]"},
		{field(`{"$ref": "#/definitions/pair/a/0"}`), "f? boolean"},
		{field(`{"type": "object", "additionalProperties": {"type": "boolean"}}`), "f? {boolean}"},
		{field(`{"type": "object", "additionalProperties": {}}`), "f? {any}"},
		{field(`{"type": "object", "additionalProperties": true}`), "f? object"},
	} {
		e, err := Read("placed.json", document("1", test.payload))
		if err != nil {
			t.Errorf("%s:\n%v", test.payload, err)
			continue
		}
		if got := contracttest.Notation(e.Payload); got != test.want {
			t.Errorf("%s\nis %q, want %q", test.payload, got, test.want)
		}
		if err := compiles(e); err != nil {
			t.Errorf("%s: %v", test.payload, err)
		}
	}
}

func TestWhatASchemaMeans(t *testing.T) {
	e, err := Read("placed.json", document("2", `{"type": "object", "properties": {
		"a": {"type": "boolean", "title": "A", "description": "The first."},
		"b": {"type": "boolean", "title": "B"},
		"c": {"$ref": "#/definitions/id", "description": "Personal data. Who."},
		"d": {"type": "boolean", "description": "Personal data."},
		"e": {"type": "boolean", "description": "Personal database."}}}`))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range e.Payload.Fields {
		got = append(got, fmt.Sprintf("%s %v %q", f.Name, f.Schema.Personal, f.Schema.Description))
	}
	equal(t, "meanings", strings.Join(got, ", "), `a false "A: The first.", b false "B", c true "Who.", d true "", e false "Personal database."`)
	equal(t, "name", e.Domain.Name+"."+e.Name+" "+e.Version+" "+e.Constant, "order.PlacedV2 2.0.0 ORDER_PLACED")
	equal(t, "place", e.Payload.Field("c").Pos.String(), "placed.json:4")
}

// What the model has no word for is refused where it stands.
func TestSchemasThatAreRefused(t *testing.T) {
	const f = "/properties/payload/properties/f"
	for _, test := range []struct{ payload, pointer, keyword, message string }{
		{field(`{"type": "string", "format": "email"}`), f + "/format", "format", `a contract has no keyword for "format"; validators differ in what a format admits; write the pattern`},
		{field(`{"type": "string", "default": "x"}`), f + "/default", "default", `a contract has no keyword for "default"; leave it out`},
		{field(`{"type": "string", "x-mine": 1}`), f + "/x-mine", "x-mine", `a contract has no keyword for "x-mine"; leave it out`},
		{field(`{"oneOf": [{"type": "string"}, {"type": "boolean"}]}`), f + "/oneOf", "oneOf", `a contract has no keyword for "oneOf"; a field has one type; make it several fields`},
		{field(`{"type": "boolean", "$id": "#f"}`), f + "/$id", "$id", `a contract has no keyword for "$id"; only the document itself has a name`},
		{field(`{"type": ["string", "boolean"]}`), f + "/type", "type", `a field has one type, and this may be string or boolean; make it several fields`},
		{field(`{"type": "null"}`), f + "/type", "type", `nothing but null is valid; say what it is when it is not null`},
		{field(`{"type": null}`), f + "/type", "type", `nothing is not a type; did you mean "null"?`},
		{field(`{"type": "text"}`), f + "/type", "type", `"text" is not a type; there is string, integer, number, boolean, object, array and null`},
		{field(`{"type": ["string", "string"]}`), f + "/type", "type", `"string" is listed twice; keep one`},
		{field(`{"minLength": 1}`), f, "type", `there are limits, but no type that they are for; add it`},
		{field(`{"type": "boolean", "minLength": 1}`), f + "/minLength", "minLength", `"minLength" limits a value of type string, and this is of type boolean; leave it out`},
		{field(`{"enum": [1, 2]}`), f, "type", `there are limits, but no type that they are for; add it`},
		{field(`{"type": "integer", "enum": [1, 2]}`), f + "/enum", "enum", `only text is listed value by value, and this is integer`},
		{field(`{"type": "string", "enum": ["A", 2]}`), f + "/enum", "enum", `enum lists 2, and only text can be listed`},
		{field(`{"type": "string", "enum": ["A", "A"]}`), f + "/enum", "enum", `"A" is listed twice; keep one`},
		{field(`{"type": "string", "enum": [null]}`), f + "/enum", "enum", `enum lists no text; say what is valid`},
		{field(`{"const": "A", "enum": ["A"]}`), f + "/enum", "enum", `enum beside const; keep one`},
		{field(`{"const": "A", "pattern": "A"}`), f + "/pattern", "pattern", `pattern beside const; the listed values are the limit, leave it out`},
		{field(`{"type": "string", "pattern": "^.$"}`), f + "/pattern", "pattern", `"." stops at other line ends in RE2 than in ECMAScript; write [^\n\r], or what is meant`},
		{field(`{"type": "string", "minLength": 2, "maxLength": 1}`), f + "/minLength", "minLength", `minLength 2 is over maxLength 1; nothing could be valid`},
		{field(`{"type": "string", "minLength": -1}`), f + "/minLength", "minLength", `minLength is a whole number from 0 to 2147483647, not -1`},
		{field(`{"type": "number", "minimum": 1e400}`), f + "/minimum", "minimum", `1e400 is beyond what a float64 holds`},
		{field(`{"type": "number", "exclusiveMinimum": true}`), f + "/exclusiveMinimum", "exclusiveMinimum", `exclusiveMinimum is a number, not true`},
		{field(`{"type": "integer", "minimum": 0.5}`), f + "/minimum", "minimum", `minimum of an integer is a whole number that a float64 holds exactly, from -2^53 to 2^53, not 0.5`},
		{field(`{"type": "integer", "minimum": 2, "maximum": 1}`), f + "/minimum", "minimum", `no number is within these limits; swap or widen them`},
		{field(`{"type": "array", "items": [{"type": "string"}]}`), f + "/items", "items", `an array has one schema for all items, not one for each`},
		{field(`{"type": "array", "items": {"type": ["string", "null"]}}`), f + "/items/type", "type", `an element cannot be null in a contract, unless it may be any JSON`},
		{field(`{"type": "array", "uniqueItems": true}`), f + "/uniqueItems", "uniqueItems", `a contract has no keyword for "uniqueItems"; an item may come again`},
		{field(`{"type": "object", "properties": {}, "additionalProperties": false}`), f + "/additionalProperties", "additionalProperties", `objects are open: a newer minor version may add fields; leave it out`},
		{field(`false`), f, "false", `false, by which nothing is valid; leave the field out, or say what it may be`},
		{field(`3`), f, "", `a schema is an object, true or false, not 3`},
		{field(`{"$ref": "#/definitions/none"}`), f + "/$ref", "$ref", `"#/definitions/none" does not resolve in this document; a contract's schema is self-contained`},
		{field(`{"$ref": "other.json#/a"}`), f + "/$ref", "$ref", `"other.json#/a" does not resolve in this document; a contract's schema is self-contained`},
		{field(`{"$ref": 1}`), f + "/$ref", "$ref", `1 does not resolve in this document; a contract's schema is self-contained`},
		{field(`{"$ref": "#/definitions/id", "maxLength": 3}`), f + "/maxLength", "maxLength", `"maxLength" beside $ref, which draft-07 validators ignore; move it to the target of the $ref`},
		{field(`{"$ref": "#/definitions/loop"}`), "/definitions/loop/properties/next/$ref", "$ref", `"#/definitions/loop" refers to itself; an event is a finite tree, break the cycle`},
		{field(`{"$ref": "#"}`), f + "/$ref", "$ref", `"#" refers to itself; an event is a finite tree, break the cycle`},
		{`{"type": "object", "required": ["f"], "properties": {"f": {"type": ["string", "null"]}}}`, f + "/type", "type", `a required field cannot be null in a contract; do not require it, then null is the same as absent`},
		{`{"type": "object", "required": ["f", "f"]}`, "/properties/payload/required", "required", `"f" is required twice; keep one`},
		{`{"type": "object", "required": "f"}`, "/properties/payload/required", "required", `required is a list of names, not "f"`},
		{`{"type": "object", "properties": []}`, "/properties/payload/properties", "properties", `properties is an object of schemas, not a list`},
		{`{"type": "string"}`, "/properties/payload/type", "type", `a payload is an object with properties of its own, not a string`},
	} {
		e, err := Read("placed.json", document("1", test.payload))
		var refused *Error
		if !errors.As(err, &refused) || e != nil {
			t.Errorf("%s: %v, %v", test.payload, e, err)
			continue
		}
		got := refused.Problems[0]
		if got.Pointer != test.pointer || got.Keyword != test.keyword || got.Message != test.message || len(refused.Problems) > 1 {
			t.Errorf("%s:\n%v\nkeyword %q, want\n%s: %s", test.payload, refused, got.Keyword, test.pointer, test.message)
		}
	}
}
