package contract

import (
	"errors"
	"testing"
	"testing/fstest"
)

// folder reads the contract of the given files beside a catalog with the domain
// order, which lists the given events.
func folder(t *testing.T, events string, files map[string]string) *Contract {
	t.Helper()
	system := fstest.MapFS{"catalog.yaml": {Data: []byte("title: Shop\ngo: {dir: ../shop, package: example.com/shop}\ndomains:\n  - {name: order, events: [" + events + "]}\n")}}
	for path, text := range files {
		system[path] = &fstest.MapFile{Data: []byte(text)}
	}
	c, err := ReadFS(system)
	var problems Problems
	if err != nil && !errors.As(err, &problems) {
		t.Fatal(err)
	}
	if len(problems) > 0 {
		t.Fatalf("the contract is not read:\n%v", problems)
	}
	return c
}

// placed is an event with one field, of the given schema.
func placed(note string) string {
	return "type: order.placed\nversion: 1.0.0\nname: Placed\nconstant: ORDER_PLACED\npayload:\n  type: object\n  properties:\n    note: " + note + "\n"
}

const (
	placedAt  = "order/placed.yaml:8: unbounded: "
	anyLength = "text of any length; add maxLength, or unbounded with the reason why there is no limit"
	twice     = "unbounded beside a limit; leave one of them out"
)

func TestLintUnbounded_FindsTextEverywhere(t *testing.T) {
	for _, c := range []struct {
		name, note string
		types      map[string]string
		want       string
	}{
		{"field", "{type: string}", nil, placedAt + anyLength},
		{"array item", "{type: array, items: {type: string}}", nil, placedAt + anyLength},
		{"map value", "{type: object, additionalProperties: {type: string}}", nil, placedAt + anyLength},
		{"map of maps", "{type: object, additionalProperties: {type: object, additionalProperties: {type: string}}}", nil, placedAt + anyLength},
		{"map of arrays", "{type: object, additionalProperties: {type: array, items: {type: string}}}", nil, placedAt + anyLength},
		{"array of maps", "{type: array, items: {type: object, additionalProperties: {type: string}}}", nil, placedAt + anyLength},
		{"shared text", "{$ref: Text}", map[string]string{"Text": "{type: string}"}, "types/Text.yaml:1: unbounded: " + anyLength},
		{"shared text as a map value", "{type: object, additionalProperties: {$ref: Text}}", map[string]string{"Text": "{type: string}"}, "types/Text.yaml:1: unbounded: " + anyLength},
		{"shared text as an array item", "{type: array, items: {$ref: Text}}", map[string]string{"Text": "{type: string}"}, "types/Text.yaml:1: unbounded: " + anyLength},
		{"field of a shared object", "{$ref: Line}", map[string]string{"Line": "type: object\nproperties:\n  sku: {type: string}\n"}, "types/Line.yaml:3: unbounded: " + anyLength},
		{"shared map", "{$ref: Labels}", map[string]string{"Labels": "{type: object, additionalProperties: {type: string}}"}, "types/Labels.yaml:1: unbounded: " + anyLength},
		{"shared type that no event uses", "{type: boolean}", map[string]string{"Text": "{type: string}"}, "types/Text.yaml:1: unbounded: " + anyLength},
		{"map value with a limit", "{type: object, additionalProperties: {type: string, maxLength: 9}}", nil, ""},
		{"map value with a reason", "{type: object, additionalProperties: {type: string, unbounded: it is a document}}", nil, ""},
		{"map value with both", "{type: object, additionalProperties: {type: string, maxLength: 9, unbounded: it is a document}}", nil, placedAt + twice},
		{"map of numbers", "{type: object, additionalProperties: {type: number}}", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := map[string]string{"order/placed.yaml": placed(c.note)}
			for name, text := range c.types {
				files["types/"+name+".yaml"] = text
			}
			wantUnbounded(t, folder(t, "placed", files), c.want)
		})
	}
}

func TestLintUnbounded_KnowsEachLimit(t *testing.T) {
	for _, limit := range []string{"maxLength: 9", "format: date", "format: uri", "pattern: '^[0-9]{4}$'", "enum: [A]"} {
		t.Run(limit, func(t *testing.T) {
			wantUnbounded(t, folder(t, "placed", map[string]string{"order/placed.yaml": placed("{type: string, " + limit + "}")}), "")
			wantUnbounded(t, folder(t, "placed", map[string]string{"order/placed.yaml": placed("{type: string, unbounded: why, " + limit + "}")}), placedAt+twice)
		})
	}
	for _, limit := range []string{"minLength: 1", "pattern: '^[0-9]+$'"} {
		t.Run(limit, func(t *testing.T) {
			wantUnbounded(t, folder(t, "placed", map[string]string{"order/placed.yaml": placed("{type: string, " + limit + "}")}), placedAt+anyLength)
			wantUnbounded(t, folder(t, "placed", map[string]string{"order/placed.yaml": placed("{type: string, unbounded: why, " + limit + "}")}), "")
		})
	}
}

func wantUnbounded(t *testing.T, c *Contract, want string) {
	t.Helper()
	var problems Problems
	lintUnbounded(c, &problems)
	got := ""
	if len(problems) > 0 {
		got = problems.Error()
	}
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
