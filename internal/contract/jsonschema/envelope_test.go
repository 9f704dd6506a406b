package jsonschema

import (
	"errors"
	"strings"
	"testing"
)

// The metadata is that of every event, or the schema is not of an event.
func TestRead_RefusesSchemasOfOtherDocuments(t *testing.T) {
	sound := string(document("1", `{"type": "object"}`))
	const m = "/definitions/metadata/properties"
	for _, test := range []struct{ name, old, new, want string }{
		{"another draft", "https://json-schema.org/draft-07/schema", "https://json-schema.org/draft/2020-12/schema",
			`/$schema: "https://json-schema.org/draft/2020-12/schema" is read as draft-07 only; keywords differ between drafts`},
		{"no payload", `"required": ["payload", "metadata"]`, `"required": ["metadata"]`,
			"/required: an event has metadata and payload; require payload, and describe it under properties"},
		{"payload not described", `"payload": {"type": "object"}, `, "",
			"/required: an event has metadata and payload; require payload, and describe it under properties"},
		{"no properties", `"properties": {"payload"`, `"definitions2": {"payload"`,
			`/definitions2: a contract has no keyword for "definitions2"; leave it out`},
		{"more than that", `"payload": {"type": "object"}`, `"payload": {"type": "object"}, "extra": {"type": "object"}`,
			"/properties/extra: an event has metadata and payload, and a contract describes nothing beside them; move it into the payload"},
		{"metadata of any sort", `"metadata": {"$ref": "#/definitions/metadata"}`, `"metadata": {"type": "object"}`,
			"/properties/metadata: the metadata is that of every event, and this describes none of it"},
		{"type not fixed", `{"const": "order.placed"}`, `{"type": "string"}`,
			m + "/eventType: eventType is the event's wire name; fix it with const"},
		{"type that is not a wire name", `{"const": "order.placed"}`, `{"const": "OrderPlaced"}`,
			m + `/eventType/const: the wire name "OrderPlaced"; use lower-case words joined by dots, such as content.created`},
		{"any version", `^1\\.(0|`, `^(0|`,
			m + `/eventVersion/pattern: eventVersion is any of one major version; its pattern is ^1\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)$`},
		{"version of another form", `*)$"}, "timestamp"`, `*)$", "maxLength": 9}, "timestamp"`,
			m + `/eventVersion/pattern: eventVersion is any of one major version; its schema is fixed: { "type": "string", "pattern": "^1\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$" }`},
		{"longer correlation ids", `"maxLength": 256`, `"maxLength": 300`,
			m + `/correlationId: the metadata's correlationId is the same for every event, and its schema is fixed: { "type": "string", "minLength": 1, "maxLength": 256 }`},
		{"a field that is not ours", `"correlationId"`, `"traceId"`,
			m + `/traceId: the metadata has no "traceId" that a contract could describe; leave it out`},
		{"source not required", `"required": ["source", `, `"required": [`,
			"/properties/metadata: of the metadata exactly eventId, eventType, eventVersion, timestamp and source are required; source differs"},
		{"another version", `"type": "object", "properties": {"payload"`, `"$comment": "Version 2.1.0.", "type": "object", "properties": {"payload"`,
			"/$comment: version 2.1.0, while the metadata is of major 1; correct one of them"},
		{"a name twice", `"payload": {"type": "object"}`, `"payload": {"type": "object", "type": "object"}`, `the document: "type" occurs twice; keep one`},
		{"half a character", `"order.placed"`, `"\ud83d"`, "the document: half of a surrogate pair, which is no character; write the other half, or leave it out"},
		{"more behind it", `"timestamp": {`, `"timestamp": }{`, "the document: not JSON: invalid character '}' looking for beginning of value"},
	} {
		t.Run(test.name, func(t *testing.T) {
			broken := strings.Replace(sound, test.old, test.new, 1)
			if broken == sound {
				t.Fatal("nothing was replaced")
			}
			_, err := Read("placed.json", []byte(broken))
			var refused *Error
			if !errors.As(err, &refused) {
				t.Fatalf("got %v", err)
			}
			if got := refused.Problems[0].String(); got != "placed.json:1: "+test.want {
				t.Errorf("got\n%v\nwant\nplaced.json:1: %s", got, test.want)
			}
		})
	}
	if _, err := Read("placed.json", []byte(sound)); err != nil {
		t.Error(err)
	}
	_, err := Read("placed.json", []byte(sound+"\n\n{}"))
	if want := "placed.json:3: the document: there is content after the schema; a file holds one schema"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	_, err = Read("placed.json", []byte("\xff"+sound))
	if want := "placed.json:1: the document: the file is not UTF-8"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A few lines that refer to each other could stand for more schemas than there
// are atoms.
func TestSchemasThatGrow(t *testing.T) {
	definitions := `"d0": {"type": "boolean"}`
	for i := range 40 {
		last, next := "d"+string(rune('0'+i)), "d"+string(rune('1'+i))
		definitions += `, "` + next + `": {"type": "object", "properties": {"a": {"$ref": "#/definitions/` + last + `"}, "b": {"$ref": "#/definitions/` + last + `"}}}`
	}
	data := strings.Replace(string(document("1", field(`{"$ref": "#/definitions/d`+string(rune('0'+40))+`"}`))), `"definitions": {`, `"definitions": {`+definitions+", ", 1)
	_, err := Read("placed.json", []byte(data))
	if err == nil || !strings.HasSuffix(err.Error(), "more than 10000 schemas when each $ref is written out; split it") {
		t.Errorf("got %v", err)
	}
	deep := strings.Repeat(`{"type": "array", "items": `, 70) + `{"type": "boolean"}` + strings.Repeat("}", 70)
	_, err = Read("placed.json", document("1", field(deep)))
	if err == nil || !strings.HasSuffix(err.Error(), ": nested more than 60 deep, which no event can be") {
		t.Errorf("got %v", err)
	}
	_, err = Read("placed.json", []byte(strings.Repeat("[", 1000)))
	if want := "placed.json:1: the document: nested more than 180 deep"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
