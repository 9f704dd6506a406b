package sample_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/sample"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestExamples(t *testing.T) {
	c, err := contract.Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range c.Events() {
		schema := compile(t, e)
		for _, full := range []bool{false, true} {
			data, err := sample.Example(e, full)
			if err != nil {
				t.Fatal(err)
			}
			decoded, err := catalog.Decode(data)
			if err != nil {
				t.Fatalf("%v\n%s", err, data)
			}
			again, err := decoded.AppendTo(nil)
			if err != nil || !bytes.Equal(again, data) {
				t.Errorf("%s is written as\n%s", data, again)
			}
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%v\n%s", err, data)
			}
		}
	}
}

func TestExampleText(t *testing.T) {
	for _, test := range []struct{ field, minimal, full string }{
		{`{type: string, minLength: 3, maxLength: 20}`, `{}`, `{"field":"field-1"}`},
		{`{type: string, minLength: 10, maxLength: 10}`, `{}`, `{"field":"field-1xxx"}`},
		{`{type: string, maxLength: 2}`, `{}`, `{"field":"fi"}`},
		{`{type: string, enum: [A, B]}`, `{}`, `{"field":"A"}`},
		{`{type: string, pattern: "^a{3}$"}`, `{}`, `{"field":"aaa"}`},
		{`{type: string, format: date}`, `{}`, `{"field":"2026-01-15"}`},
		{`{type: string, format: email, maxLength: 5}`, `{}`, `{"field":"a@b.c"}`},
		{`{type: integer}`, `{}`, `{"field":1}`},
		{`{type: integer, minimum: 7}`, `{}`, `{"field":7}`},
		{`{type: number, maximum: -0.5}`, `{}`, `{"field":-0.5}`},
		{`{type: array, items: {type: boolean}, minItems: 2}`, `{}`, `{"field":[true,true]}`},
		{`{type: array, items: {type: boolean}, maxItems: 0}`, `{}`, `{"field":[]}`},
		{`{type: object, additionalProperties: {type: boolean}}`, `{}`, `{"field":{"key":true}}`},
		{`{type: object, additionalProperties: true}`, `{}`, `{"field":{"key":"value"}}`},
		{`{any: true}`, `{}`, `{"field":"field"}`},
	} {
		e := shop(t, test.field)
		e.Payload.Fields[0].Required = false
		for full, want := range map[bool]string{false: test.minimal, true: test.full} {
			data, err := sample.Example(e, full)
			if err != nil {
				t.Fatalf("%s: %v", test.field, err)
			}
			if !bytes.HasSuffix(data, []byte(`,"payload":`+want+`}`)) {
				t.Errorf("%s: %s, want a payload of %s", test.field, data, want)
			}
		}
	}
}

// Each document breaks just the rule that it says, by our decoder, and is not
// valid by a validator that shares nothing with it.
func TestBreakEach(t *testing.T) {
	c, err := contract.Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range c.Events() {
		schema := compile(t, e)
		list, err := sample.BreakEach(e)
		if err != nil {
			t.Fatal(err)
		}
		if len(list) < 20 {
			t.Errorf("only %d documents for %s", len(list), e.Type)
		}
		seen := map[string]bool{}
		for _, b := range list {
			name := b.Pointer + " " + b.Rule + ": " + b.What
			if seen[name] {
				t.Errorf("%s: %s twice", e.Type, name)
			}
			seen[name] = true
			_, err := catalog.Decode(b.Document)
			invalid, _ := err.(*events.InvalidError)
			if invalid == nil || len(invalid.Violations) != 1 || invalid.Violations[0].Pointer != b.Pointer || invalid.Violations[0].Rule != b.Rule {
				t.Errorf("%s: %s is judged %v", e.Type, name, err)
			}
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Document))
			if err != nil {
				t.Fatal(err)
			}
			if schema.Validate(value) == nil {
				t.Errorf("%s: %s is valid by its schema", e.Type, name)
			}
		}
	}
}

// What each kind of limit is broken by, and that the schema refuses it.
func TestBreakEachLimit(t *testing.T) {
	for _, test := range []struct{ field, want string }{
		{`{type: string, minLength: 2, maxLength: 3}`, "required type/null type minLength maxLength"},
		{`{type: string, pattern: "^a{3}$", minLength: 1}`, "required type/null type pattern"},
		{`{type: string, pattern: "a|[^a]|^$"}`, "required type/null type"},
		{`{type: string, format: uuid}`, "required type/null type pattern"},
		{`{type: string, format: uri, minLength: 20}`, "required type/null type maxLength pattern"},
		{`{type: string, format: email, maxLength: 9}`, "required type/null type maxLength pattern"},
		{`{type: string, enum: [A, NOT_A]}`, "required type/null type enum"},
		{`{type: integer}`, "required type/null type type/fraction exclusiveMaximum exclusiveMinimum"},
		{`{type: integer, minimum: 3, exclusiveMaximum: 5}`, "required type/null type type/fraction minimum exclusiveMaximum"},
		{`{type: number, minimum: 1e300, maximum: 2e300}`, "required type/null type minimum maximum"},
		{`{type: number, exclusiveMinimum: 0}`, "required type/null type exclusiveMinimum"},
		{`{type: array, items: {type: boolean}, minItems: 1, maxItems: 2}`, "required type/null type type/null type minItems maxItems"},
		{`{type: object, additionalProperties: {type: string}}`, "required type/null type type/null type"},
		{`{any: true}`, "required"},
	} {
		e := shop(t, test.field)
		e.Payload.Fields[0].Required = true
		schema := compile(t, e)
		list, err := sample.BreakEach(e)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, b := range list {
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(b.Document))
			if err != nil {
				t.Fatal(err)
			}
			if schema.Validate(value) == nil {
				t.Errorf("%s: %s is valid", test.field, b.Document)
			}
			if !bytes.HasPrefix([]byte(b.Pointer), []byte("/payload/")) {
				continue
			}
			what := ""
			if b.What == "null" {
				what = "/null"
			} else if b.What == "a number with a fraction" {
				what = "/fraction"
			}
			got += fmt.Sprintf(" %s%s", b.Rule, what)
		}
		if got != " "+test.want {
			t.Errorf("%s: broken by%s, want %s", test.field, got, test.want)
		}
	}
}

// What is plausible is valid, varies, follows from its seed, and has nothing in it that
// is not seen in a text.
func TestPlausible(t *testing.T) {
	c, err := contract.Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range c.Events() {
		schema := compile(t, e)
		source, again := sample.New(7, e.Type), sample.New(7, e.Type)
		seen := make(map[string]bool)
		for range 200 {
			data, err := source.Plausible(e)
			if err != nil {
				t.Fatal(err)
			}
			if same, err := again.Plausible(e); err != nil || !bytes.Equal(same, data) {
				t.Fatalf("from the same seed: %v\n%s\n%s", err, data, same)
			}
			decoded, err := catalog.Decode(data)
			if err != nil {
				t.Fatalf("%v\n%s", err, data)
			}
			if written, err := decoded.AppendTo(nil); err != nil || !bytes.Equal(written, data) {
				t.Errorf("%s is written as\n%s", data, written)
			}
			value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(value); err != nil {
				t.Errorf("%v\n%s", err, data)
			}
			if bytes.Contains(data, []byte(`\u`)) || bytes.Contains(data, []byte(`\n`)) || len(data) > 3000 {
				t.Errorf("not plausible: %s", data)
			}
			seen[decoded.Metadata.EventID] = true
		}
		if len(seen) != 200 {
			t.Errorf("%s: %d ids in 200 events", e.Type, len(seen))
		}
	}
}
