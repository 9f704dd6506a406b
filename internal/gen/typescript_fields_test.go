package gen_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
)

// tsTypes are the shared types that the fields below refer to: named ones, and
// Code and Lines, which TypeScript has no names for.
var tsTypes = map[string]string{
	"Line":   "{type: object, properties: {color: {$ref: Color}, size: {type: integer}}}",
	"Order":  "{type: object, properties: {lines: {type: object, additionalProperties: {$ref: Line}}}}",
	"Color":  "{type: string, enum: [red, blue]}",
	"Shelf":  "{type: object, additionalProperties: {$ref: Line}}",
	"Shelfs": "{type: object, additionalProperties: {type: array, items: {$ref: Line}}}",
	"Lines":  "{type: array, items: {$ref: Line}}",
	"Code":   "{type: string, maxLength: 9}",
}

var (
	tsSharedImport = regexp.MustCompile(`(?m)^import type \{ (.*) \} from "\./types\.js";$`)
	tsSharedShape  = regexp.MustCompile(`(?ms)^const ([A-Z][a-z]\w* = .*?);$`)
)

// TestTypeScript_DeclaresFields has a payload with one optional field: what
// type it gets, which shared types its file imports, and how the library reads
// it, with the shapes of shared types in the order of their declarations.
func TestTypeScript_DeclaresFields(t *testing.T) {
	const line = "Line = object({\n  \"color?\": plain,\n  \"size?\": integer,\n})"
	for _, c := range []struct {
		name, schema   string
		declared, uses string
		shape          string
		shapesDeclared []string
		otherFields    string // of the payload, with their schemas
	}{
		{name: "text", schema: "{type: string}", declared: "string | undefined", shape: "plain"},
		{name: "shared text", schema: "{$ref: Code}", declared: "string | undefined", shape: "plain"},
		{name: "enum", schema: "{type: string, enum: [a, b]}", declared: `"a" | "b" | undefined`, shape: "plain"},
		{name: "shared enum", schema: "{$ref: Color}", declared: "Color | undefined", uses: "Color", shape: "plain"},
		{name: "shared object", schema: "{$ref: Line}", declared: "Line | undefined", uses: "Line", shape: "Line", shapesDeclared: []string{line}},
		{name: "array of a shared object", schema: "{type: array, items: {$ref: Line}}", declared: "Line[] | undefined", uses: "Line", shape: "list(Line)", shapesDeclared: []string{line}},
		{name: "map of a shared object", schema: "{type: object, additionalProperties: {$ref: Line}}", declared: "Record<string, Line> | undefined", uses: "Line", shape: "map(Line)", shapesDeclared: []string{line}},
		{name: "map of a shared enum", schema: "{type: object, additionalProperties: {$ref: Color}}", declared: "Record<string, Color> | undefined", uses: "Color", shape: "map(plain)"},
		{name: "map of maps", schema: "{type: object, additionalProperties: {type: object, additionalProperties: {$ref: Line}}}", declared: "Record<string, Record<string, Line>> | undefined", uses: "Line", shape: "map(map(Line))", shapesDeclared: []string{line}},
		{name: "map of arrays", schema: "{type: object, additionalProperties: {type: array, items: {$ref: Line}}}", declared: "Record<string, Line[]> | undefined", uses: "Line", shape: "map(list(Line))", shapesDeclared: []string{line}},
		{name: "array of maps", schema: "{type: array, items: {type: object, additionalProperties: {$ref: Line}}}", declared: "Record<string, Line>[] | undefined", uses: "Line", shape: "list(map(Line))", shapesDeclared: []string{line}},
		{name: "shared map", schema: "{$ref: Shelf}", declared: "Shelf | undefined", uses: "Shelf", shape: "Shelf", shapesDeclared: []string{line, "Shelf = map(Line)"}},
		{name: "shared map of arrays", schema: "{$ref: Shelfs}", declared: "Shelfs | undefined", uses: "Shelfs", shape: "Shelfs", shapesDeclared: []string{line, "Shelfs = map(list(Line))"}},
		{name: "shared array", schema: "{$ref: Lines}", declared: "Line[] | undefined", uses: "Line", shape: "list(Line)", shapesDeclared: []string{line}},
		{name: "map of a shared array", schema: "{type: object, additionalProperties: {$ref: Lines}}", declared: "Record<string, Line[]> | undefined", uses: "Line", shape: "map(list(Line))", shapesDeclared: []string{line}},
		{name: "shared object that holds another", schema: "{$ref: Order}", declared: "Order | undefined", uses: "Order", shape: "Order",
			shapesDeclared: []string{line, "Order = object({\n  \"lines?\": map(Line),\n})"}},
		{name: "array of an enum", schema: "{type: array, items: {type: string, enum: [a, b]}}", declared: `("a" | "b")[] | undefined`, shape: "list(plain)"},
		{name: "map of an enum", schema: "{type: object, additionalProperties: {type: string, enum: [a, b]}}", declared: `Record<string, "a" | "b"> | undefined`, shape: "map(plain)"},
		{name: "map of moments", schema: "{type: object, additionalProperties: {type: string, format: date-time}}", declared: "Record<string, string> | undefined", shape: "map(time)"},
		{name: "map of integers", schema: "{type: object, additionalProperties: {type: integer}}", declared: "Record<string, number> | undefined", shape: "map(integer)"},
		{name: "map of any JSON", schema: "{type: object, additionalProperties: {any: true}}", declared: "Record<string, any> | undefined", shape: "map(any)"},
		{name: "any object", schema: "{type: object, additionalProperties: true}", declared: "Record<string, any> | undefined", shape: "any"},
		{name: "any JSON", schema: "{any: true}", declared: "any", shape: "any"},
		{name: "several shared types", schema: "{$ref: Shelf}", declared: "Shelf | undefined", uses: "Color, Line, Shelf", shape: "Shelf",
			otherFields: ", b: {$ref: Line}, c: {type: array, items: {$ref: Line}}, d: {$ref: Color}", shapesDeclared: []string{line, "Shelf = map(Line)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := tsFilesOf(t, "note: "+c.schema+c.otherFields)
			declarations, catalog := files["events/shop.d.ts"], files["lib/catalog.js"]
			if got := cut(t, declarations, "  note?: ", ";\n"); got != c.declared {
				t.Errorf("declared as %s, want %s", got, c.declared)
			}
			uses := ""
			if m := tsSharedImport.FindStringSubmatch(declarations); m != nil {
				uses = m[1]
			}
			if uses != c.uses {
				t.Errorf("imports %q of the shared types, want %q", uses, c.uses)
			}
			if got := cut(t, catalog, "    \"note?\": ", ",\n"); got != c.shape {
				t.Errorf("read as %s, want %s", got, c.shape)
			}
			if diff := cmp.Diff(c.shapesDeclared, sharedShapes(catalog)); diff != "" {
				t.Errorf("shared shapes (-want +got):\n%s", diff)
			}
		})
	}
}

// sharedShapes are the declarations of shared types in the library's catalog.
func sharedShapes(catalog string) (list []string) {
	for _, m := range tsSharedShape.FindAllStringSubmatch(catalog, -1) {
		list = append(list, m[1])
	}
	return list
}

// cut is the text between two others, the first that there is.
func cut(t *testing.T, text, before, after string) string {
	t.Helper()
	_, rest, found := strings.Cut(text, before)
	if !found {
		t.Fatalf("%q is not in\n%s", before, text)
	}
	inner, _, found := strings.Cut(rest, after)
	if !found {
		t.Fatalf("%q does not follow %q in\n%s", after, before, text)
	}
	return inner
}

// tsFilesOf are the files of the npm package of a contract with the event
// shop.placed, whose payload has the given fields.
func tsFilesOf(t *testing.T, fields string) map[string]string {
	t.Helper()
	system := fstest.MapFS{
		"catalog.yaml": {Data: []byte("title: Shop\ngo: {dir: ../out, package: example.com/shop/out}\ntypescript: {dir: ../ts, package: shop}\n" +
			"domains:\n  - {name: shop, events: [placed]}\n")},
		"shop/placed.yaml": {Data: []byte("type: shop.placed\nversion: 1.0.0\nname: Placed\nconstant: SHOP_PLACED\npayload: {type: object, properties: {" + fields + "}}\n")},
	}
	for name, text := range tsTypes {
		system["types/"+name+".yaml"] = &fstest.MapFile{Data: []byte(text + "\n")}
	}
	c, err := contract.ReadFS(system)
	if err != nil {
		t.Fatal(err)
	}
	list, err := gen.TypeScript(c)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range list {
		files[f.Path] = string(f.Data)
	}
	return files
}
