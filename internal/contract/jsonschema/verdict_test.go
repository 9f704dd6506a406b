package jsonschema_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/contract/jsonschema"
	"github.com/mediamesh/events/internal/sample"
	judge "github.com/santhosh-tekuri/jsonschema/v6"
	"pgregory.net/rapid"
)

// Whatever schema somebody else writes: either it is refused, or the model that
// was read of it has its verdict on each document, by a validator that shares
// nothing with the importer.
func TestRead_ForeignSchemasKeepTheirVerdicts(t *testing.T) {
	read, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		theirs := foreign(drawObject(t, 3))
		e, err := jsonschema.Read("placed.json", theirs)
		if err != nil {
			refused++
			return
		}
		read++
		ours, err := contract.JSONSchema(e)
		if err != nil {
			t.Fatal(err)
		}
		sameVerdicts(t, e, theirs, ours)
	})
	if read < 5 || refused < 5 { // -short has 20 tries
		t.Errorf("%d schemas were read and %d refused, too few to tell", read, refused)
	}
}

// What is published and read back has the verdict that it had.
func TestRead_PublishedSchemasKeepTheirVerdicts(t *testing.T) {
	c, err := contract.Read("../../gen/testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	own, err := contract.Read("../../../contract")
	if err != nil {
		t.Fatal(err)
	}
	all := append(own.Events(), c.Events()...)
	rapid.Check(t, func(t *rapid.T) {
		e := rapid.SampledFrom(all).Draw(t, "event")
		published, err := contract.JSONSchema(e)
		if err != nil {
			t.Fatal(err)
		}
		back, err := jsonschema.Read(contract.SchemaFile(e), published)
		if err != nil {
			t.Fatal(err)
		}
		again, err := contract.JSONSchema(back)
		if err != nil {
			t.Fatal(err)
		}
		sameVerdicts(t, back, published, again)
	})
}

// sameVerdicts judges events of the model, sound and spoilt, by both schemas.
func sameVerdicts(t *rapid.T, e *contract.Event, theirs, ours []byte) {
	their, our := compile(t, theirs), compile(t, ours)
	source := sample.New(rapid.Uint64().Draw(t, "seed"), e.Type)
	for range 5 {
		data, err := source.Event(e)
		if err != nil {
			return // limits that nothing can be made up for
		}
		document, err := judge.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := their.Validate(document); err != nil {
			t.Fatalf("%s\nwas made up by the model and is not valid by the schema\n%s\n%v", data, theirs, err)
		}
		spoil(t, document.(map[string]any)["payload"])
		if a, b := their.Validate(document), our.Validate(document); (a == nil) != (b == nil) {
			spoilt, _ := json.Marshal(document)
			t.Fatalf("%s\nis judged by the schema\n%s\n%v\nand by the model\n%s\n%v", spoilt, theirs, a, ours, b)
		}
	}
}

func compile(t *rapid.T, schema []byte) *judge.Schema {
	t.Helper()
	document, err := judge.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := judge.NewCompiler()
	if err := c.AddResource("urn:x", document); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("urn:x")
	if err != nil {
		t.Fatalf("%v\n%s", err, schema)
	}
	return compiled
}

// spoil changes one member somewhere. It writes no null and no number that is
// no int64: those the wire settles before a schema is asked.
func spoil(t *rapid.T, value any) {
	switch v := value.(type) {
	case map[string]any:
		if len(v) == 0 {
			v["a"] = spoilt(t)
			return
		}
		name := rapid.SampledFrom(sorted(v)).Draw(t, "member")
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			delete(v, name)
		case 1:
			v[name] = spoilt(t)
		default:
			spoil(t, v[name])
		}
	case []any:
		if len(v) > 0 {
			v[rapid.IntRange(0, len(v)-1).Draw(t, "item")] = spoilt(t)
		}
	}
}

func spoilt(t *rapid.T) any {
	text := rapid.SampledFrom([]string{
		`""`, `"a"`, `"aaaa"`, `"A"`, `"2026-02-30"`, `"2026-02-28T00:00:00Z"`, `"a@b.c"`, `"x:y"`, `0`, `-1`, `1`, `2`, `2.0`, `1.5`, `-0.5`, `100`, `1e17`, `true`,
		`[]`, `["a"]`, `[1, 2, 3]`, `{}`, `{"a": 1}`, `{"a": "a"}`,
	}).Draw(t, "value")
	value, err := judge.UnmarshalJSON(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func sorted(m map[string]any) (names []string) {
	for _, name := range []string{"a", "b", "c"} {
		if _, ok := m[name]; ok {
			names = append(names, name)
		}
	}
	for name := range m {
		if len(names) == 0 {
			return []string{name}
		}
	}
	return names
}

// foreign is the schema of an event with that payload, as others write it.
func foreign(payload string) []byte {
	return fmt.Appendf(nil, `{"type": "object", "required": ["metadata", "payload"], "properties": {"payload": %s, "metadata": {"type": "object",
"required": ["eventId", "eventType", "eventVersion", "timestamp", "source"], "properties": {
"eventId": {"$ref": "#/definitions/id"}, "source": {"$ref": "#/definitions/id"}, "eventType": {"const": "order.placed"},
"eventVersion": {"type": "string", "pattern": "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$"}, "timestamp": {"type": "string", "pattern": %q}}}},
"definitions": {"id": {"type": "string", "minLength": 1, "maxLength": 128}, "a": {"type": ["string", "null"], "maxLength": 3}, "b": {"type": "number", "minimum": 0}}}`,
		payload, contract.FormatDateTime.Pattern())
}

// drawObject draws a payload, or an object in it.
func drawObject(t *rapid.T, deep int) string {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	return `{"type": "object"` + pick("required", "", "", `, "required": ["a"]`, `, "required": ["d"]`) +
		pick("open", "", "", "", "", `, "additionalProperties": {}`, `, "additionalProperties": false`) +
		`, "properties": {"a": ` + drawSchema(t, deep-1) + `, "b": ` + drawSchema(t, deep-1) + `}}`
}

// drawSchema draws what people write, and now and then what makes no sense.
func drawSchema(t *rapid.T, deep int) string {
	pick := func(name string, from ...string) string { return rapid.SampledFrom(from).Draw(t, name) }
	kinds := 8
	if deep <= 0 {
		kinds = 5
	}
	switch rapid.IntRange(0, kinds).Draw(t, "kind") {
	case 0:
		pattern, _ := json.Marshal(contract.Patterns[contract.Format(pick("format", "date-time", "date", "date-or-date-time", "email", "uri", "uuid"))])
		return `{"type": ` + pick("type", `"string"`, `["string", "null"]`, `["null", "string"]`) +
			pick("least", "", "", `, "minLength": 1`, `, "minLength": 2`) + pick("most", "", "", `, "maxLength": 2`, `, "maxLength": 254`, `, "maxLength": 3000`) +
			pick("pattern", "", "", `, "pattern": "^a+$"`, `, "pattern": `+string(pattern)) + `}`
	case 1:
		return `{` + pick("type", "", `"type": "string", `, `"type": ["string", "null"], `) +
			pick("list", `"enum": ["A", "a"]`, `"enum": ["A", null]`, `"const": "A"`) + `}`
	case 2:
		return `{"type": ` + pick("type", `"number"`, `["number", "null"]`, `["integer", "number"]`) +
			pick("least", "", `, "minimum": 0`, `, "minimum": 0.1`) + pick("above", "", `, "exclusiveMinimum": 0`) +
			pick("most", "", `, "maximum": 1.5`, `, "maximum": 1e300`) + pick("under", "", "", `, "exclusiveMaximum": 100`) + `}`
	case 3:
		return `{"type": ` + pick("type", `"integer"`, `["integer", "null"]`) +
			pick("least", "", `, "minimum": 0`, `, "minimum": -9223372036854775808`, `, "minimum": 2`) + pick("above", "", "", `, "exclusiveMinimum": 0`, `, "exclusiveMinimum": 1`) +
			pick("most", "", `, "maximum": 100`, `, "maximum": 9223372036854775807`, `, "maximum": 1e300`) + pick("under", "", "", `, "exclusiveMaximum": 100`, `, "exclusiveMaximum": 7`) + `}`
	case 4:
		return pick("plain", `{"type": "boolean"}`, `{}`, `true`, `{"description": "Any."}`, `{"type": "object"}`, `{"type": "object", "additionalProperties": true}`)
	case 5:
		return pick("odd", `{"$ref": "#/definitions/a"}`, `{"$ref": "#/definitions/b"}`, `{"$ref": "#/definitions/b", "description": "B."}`,
			`{"$ref": "#/definitions/b", "maximum": 1}`, `{"type": "string", "pattern": "^.$"}`, `{"type": "null"}`, `{"enum": [1]}`, `{"type": "integer", "minimum": 0.5}`)
	case 6:
		return `{"type": "array"` + pick("least", "", `, "minItems": 1`) + pick("most", "", `, "maxItems": 2`) +
			pick("unique", "", "", "", `, "uniqueItems": true`, `, "uniqueItems": false`) + pick("items", "", `, "items": `+drawSchema(t, deep-1)) + `}`
	case 7:
		return `{"type": ` + pick("type", `"object"`, `["object", "null"]`) + `, "additionalProperties": ` + drawSchema(t, deep-1) + `}`
	}
	return drawObject(t, deep)
}
