package sample_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	builtin "github.com/mediamesh/events/contract"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/sample"
	"github.com/mediamesh/events/wire"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

func eventTypes(t testing.TB) []*contract.Event {
	t.Helper()
	c, err := contract.ReadFS(builtin.FS)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(c.Events()); n < 22 {
		t.Fatalf("%d event types, want 22 or more", n)
	}
	return c.Events()
}

// TestEventsAreValid asks two judges, the generated code and the published
// schema, and that the library would have written the same bytes.
func TestEventsAreValid(t *testing.T) {
	n := 500
	if testing.Short() {
		n = 50
	}
	for _, e := range eventTypes(t) {
		t.Run(e.Type, func(t *testing.T) {
			t.Parallel()
			schema := compile(t, e)
			s := sample.New(1, e.Type)
			for range n {
				data, err := s.Event(e)
				if err != nil {
					t.Fatal(err)
				}
				decoded, err := catalog.Decode(data)
				if err != nil {
					t.Fatalf("%v\n%s", err, data)
				}
				again, err := events.Marshal(decoded)
				if err != nil || !bytes.Equal(again, data) {
					t.Fatalf("comes back as something else, %v\n%s\n%s", err, data, again)
				}
				value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(value); err != nil {
					t.Fatalf("%v\n%s", err, data)
				}
			}
		})
	}
}

func compile(t *testing.T, e *contract.Event) *jsonschema.Schema {
	t.Helper()
	data, err := contract.JSONSchema(e)
	if err != nil {
		t.Fatal(err)
	}
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("event.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("event.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestEventsAreNasty asks that what strings and numbers break on does occur.
func TestEventsAreNasty(t *testing.T) {
	var all bytes.Buffer
	for _, e := range eventTypes(t) {
		s := sample.New(2, e.Type)
		for range 200 {
			data, err := s.Event(e)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(data)
		}
	}
	for _, want := range []string{
		`\"`, `\\`, `\u0000`, `\u001f`, `\n`, "\x7f", "\u2028", "<", ">", "&", "🎬", "\uffff", "\U0010ffff",
		"1e+21", "5e-324", "0.1", "9007199254740991", "null", "+05:45", "-00:00", "0000-02-29", "{}", "[]", `""`,
	} {
		if !strings.Contains(all.String(), want) {
			t.Errorf("%q never occurs", want)
		}
	}
}

// TestSameOnEveryMachine pins the bytes: whoever changes the generator changes
// what a seed means, and should know.
func TestSameOnEveryMachine(t *testing.T) {
	h := sha256.New()
	types := []string{"content.created", "content.updated", "content.metadata.updated", "ingest.completed", "auth.user.login", "search.performed"}
	for _, e := range eventTypes(t) {
		if !slices.Contains(types, e.Type) {
			continue
		}
		s := sample.New(1, e.Type)
		for range 20 {
			data, err := s.Event(e)
			if err != nil {
				t.Fatal(err)
			}
			h.Write(data)
		}
	}
	const want = "ec1196eef5ef5872618c8a1cf9499b8b6e23769d025fad34989aa8de6faca230"
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("seed 1 now means %s, want %s", got, want)
	}
}

// shop is a contract of a field.
func shop(t *testing.T, field string) *contract.Event {
	t.Helper()
	c, err := contract.ReadFS(fstest.MapFS{
		"catalog.yaml": {Data: []byte("title: Shop\ngo: {dir: out, package: example.com/out}\ndomains: [{name: order, events: [placed]}]\n")},
		"order/placed.yaml": {Data: []byte("type: order.placed\nversion: 1.0.0\nname: Placed\nconstant: ORDER_PLACED\nsummary: An order.\n" +
			"payload: {type: object, required: [field], properties: {field: " + field + "}}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c.Events()[0]
}

// TestAnyContract makes up values by limits that the built-in contract does
// not use.
func TestAnyContract(t *testing.T) {
	for _, field := range []string{
		`{type: string, pattern: "^[A-Z]{3}-[0-9]+(x|yy)?$", maxLength: 8}`,
		`{type: string, pattern: "[^a-z]{2,}\\bok\\b|^no$"}`,
		`{type: string, minLength: 700}`,
		`{type: string, minLength: 3, maxLength: 3}`,
		`{type: string, format: email, minLength: 100, maxLength: 120}`,
		`{type: string, format: email, maxLength: 5}`,
		`{type: string, format: uri, minLength: 2048}`,
		`{type: string, format: uri, maxLength: 3}`,
		`{type: string, format: uuid}`,
		`{type: string, format: date}`,
		`{type: integer, exclusiveMinimum: 3, exclusiveMaximum: 5}`,
		`{type: integer, minimum: -7, maximum: -7}`,
		`{type: integer}`,
		`{type: number, exclusiveMinimum: 0, exclusiveMaximum: 5e-323}`,
		`{type: number, minimum: 1e300}`,
		`{type: number, maximum: -0.5}`,
		`{type: number}`,
		`{type: array, items: {type: boolean}, minItems: 3, maxItems: 3}`,
		`{type: array, items: {type: integer}, minItems: 9}`,
		`{type: object, additionalProperties: {type: boolean}}`,
		`{type: object, additionalProperties: true}`,
		`{any: true}`,
	} {
		t.Run(field, func(t *testing.T) {
			e := shop(t, field)
			schema := compile(t, e)
			s := sample.New(3, e.Type)
			for range 300 {
				data, err := s.Event(e)
				if err != nil {
					t.Fatal(err)
				}
				if err := events.ValidateStructure(data); err != nil {
					t.Fatalf("%v\n%s", err, data)
				}
				value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
				if err != nil {
					t.Fatal(err)
				}
				if err := schema.Validate(value); err != nil {
					t.Fatalf("%v\n%s", err, data)
				}
			}
		})
	}
}

func TestNothingIsValid(t *testing.T) {
	for field, want := range map[string]string{
		`{type: string, pattern: "^abc$", maxLength: 2}`:                        "order.placed: order/placed.yaml:6: field: no text could be generated that matches its pattern and lengths; loosen one of them",
		`{type: string, format: email, minLength: 2, maxLength: 4}`:             "order.placed: order/placed.yaml:6: field: nothing of its format is of its length; loosen the length",
		`{type: array, items: {type: string, minLength: 1000}, minItems: 2000}`: "order.placed: 20 attempts were all larger than 1048576 bytes; its limits ask for more than an event may hold",
	} {
		e := shop(t, field)
		data, err := sample.New(1, e.Type).Event(e)
		if data != nil || err == nil || err.Error() != want {
			t.Errorf("%s: got %v, want %s", field, err, want)
		}
	}
}

func TestNoEventIsTooLarge(t *testing.T) {
	e := shop(t, `{type: array, items: {type: string, maxLength: 5000}, minItems: 200}`)
	s := sample.New(1, e.Type)
	for range 50 {
		data, err := s.Event(e)
		if err != nil {
			t.Fatal(err)
		}
		if len(data) > wire.MaxSize {
			t.Fatalf("%d bytes", len(data))
		}
	}
}
