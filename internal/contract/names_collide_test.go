package contract_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
)

// Two names that would be one in Go or in TypeScript are named, with file and line,
// whichever of them the contract asks for.
func TestRead_NamesThatCollide(t *testing.T) {
	event := func(stem, name, constant string) string {
		return fmt.Sprintf("type: order.%s\nversion: 1.0.0\nname: %s\nconstant: %s\nsummary: A thing.\nowner: team\npayload:\n  type: object\n  properties:\n    id: {type: string, description: It., minLength: 1, maxLength: 9}\n", stem, name, constant)
	}
	const object, mapping = "type: object\ndescription: A part.\nproperties:\n  id: {type: integer, description: It.}\n", "type: object\ndescription: Some.\nadditionalProperties: {type: integer}\n"
	enums := func(stem, name string, fields ...string) string {
		return event(stem, name, strings.ToUpper(stem)) + "    " + strings.Join(fields, "\n    ") + "\n"
	}
	const enum, list = "type: string\ndescription: A kind.\nenum: [a]\n", "type: array\ndescription: Kinds.\nitems: {type: string, enum: [a]}\n"
	const advice = "give the field another name with go:, or declare the enum under types/ with a name of its own"
	for name, c := range map[string]struct {
		files map[string]string
		want  string // "" if the names differ
	}{
		"an enum and an event": {map[string]string{"order/a1.yaml": enums("a1", "One", "two: {type: string, enum: [a]}"), "order/a2.yaml": event("a2", "OneTwo", "TWO")},
			"order/a1.yaml:11: duplicate: the Go type OneTwo of the enum of \"two\" is also made of order/a2.yaml; " + advice},
		"an enum and a newer major": {map[string]string{"order/a1.yaml": enums("a1", "One", "v2: {type: string, enum: [a]}"), "order/a1.v2.yaml": strings.Replace(event("a1", "One", "A1"), "1.0.0", "2.0.0", 1)},
			"order/a1.yaml:11: duplicate: the Go type OneV2 of the enum of \"v2\" is also made of order/a1.v2.yaml; " + advice},
		"an enum and a schema": {map[string]string{"order/a1.yaml": enums("a1", "One", "schema: {type: string, enum: [a]}")},
			"order/a1.yaml:11: duplicate: the Go type OneSchema of the enum of \"schema\" is also made of order/a1.yaml; " + advice},
		"an enum and a shared type": {map[string]string{"order/a1.yaml": enums("a1", "One", "two: {type: string, enum: [b]}"), "types/OneTwo.yaml": enum},
			"order/a1.yaml:11: duplicate: the Go type OneTwo of the enum of \"two\" is also made of types/OneTwo.yaml; " + advice},
		"an enum and a value": {map[string]string{"order/a1.yaml": enums("a1", "One", "a: {type: string, enum: [b]}", "aB: {type: string, enum: [c]}")},
			"order/a1.yaml:12: duplicate: the Go type OneAB of the enum of \"aB\" is also made of order/a1.yaml:11; " + advice},
		"values": {map[string]string{"order/a1.yaml": enums("a1", "One", "a: {type: string, enum: [x, b-c]}", "aB: {type: string, enum: [y, c]}")},
			"order/a1.yaml:12: duplicate: the Go constant OneABC of the value \"c\" of the enum of \"aB\" is also made of order/a1.yaml:11; " + advice},
		"a value and a shared type": {map[string]string{"order/a1.yaml": enums("a1", "One", "two: {type: string, enum: [three]}"), "types/OneTwoThree.yaml": object},
			"order/a1.yaml:11: duplicate: the Go constant OneTwoThree of the value \"three\" of the enum of \"two\" is also made of types/OneTwoThree.yaml; " + advice},
		"a list and a field": {map[string]string{"order/a1.yaml": enums("a1", "One", "tags: {type: array, items: {type: string, enum: [a]}}", "tagsItem: {type: string, enum: [b]}")},
			"order/a1.yaml:12: duplicate: the Go type OneTagsItem of the enum of \"tagsItem\" is also made of order/a1.yaml:11; " + advice},
		"an enum in a shared type": {map[string]string{"order/a1.yaml": event("a1", "One", "ONE"), "types/Part.yaml": object + "  kind: {type: string, enum: [b]}\n", "types/PartKind.yaml": enum},
			"types/Part.yaml:5: duplicate: the Go type PartKind of the enum of \"kind\" is also made of types/PartKind.yaml; " + advice},
		"an enum in a shared type, and an event": {map[string]string{"order/a1.yaml": event("a1", "PartKind", "ONE"), "types/Part.yaml": object + "  kind: {type: string, enum: [b]}\n"},
			"order/a1.yaml:1: duplicate: the Go name PartKind is also that of the type in types/Part.yaml:5; rename one"},
		"a shared list": {map[string]string{"order/a1.yaml": event("a1", "One", "ONE"), "types/Kinds.yaml": list, "types/KindsItem.yaml": enum},
			"types/Kinds.yaml:3: duplicate: the Go type KindsItem of the enum is also made of types/KindsItem.yaml; declare the enum under types/ with a name of its own"},
		"an enum that is renamed":   {map[string]string{"order/a1.yaml": enums("a1", "One", "two: {type: string, go: Second, enum: [a]}"), "order/a2.yaml": event("a2", "OneTwo", "TWO")}, ""},
		"enums of other domains":    {map[string]string{"order/a1.yaml": enums("a1", "One", "two: {type: string, enum: [a]}"), "other/a1.yaml": strings.NewReplacer("order.", "other.", "A1", "OTHER").Replace(enums("a1", "One", "two: {type: string, enum: [a]}"))}, ""},
		"an enum of a partial type": {map[string]string{"order/a1.yaml": enums("a1", "One", "part: {$ref: Part}", "changes: {$ref: PartialPart}"), "types/Part.yaml": object + "  kind: {type: string, enum: [b]}\n", "types/PartialPart.yaml": "partial: Part\ndescription: Changes.\n"}, ""},
		"constants in Go": {map[string]string{"order/a1.yaml": event("a1", "One", "ORDER_A1"), "order/a2.yaml": event("a2", "Two", "ORDER_A_1")},
			"order/a2.yaml:1: duplicate: the constants ORDER_A_1 and ORDER_A1 of order/a1.yaml would both be OrderA1 in Go; rename one"},
		"files": {map[string]string{"order/line-added.yaml": event("line.added", "One", "ONE"), "order/lineadded.yaml": event("lineadded", "Two", "TWO")},
			"order/lineadded.yaml:1: duplicate: the Go file order/lineadded.go is also that of order/line-added.yaml; rename one"},
		"a domain's own file": {map[string]string{"order/types.yaml": event("types", "Kinds", "KINDS")},
			"order/types.yaml:1: name: the Go file order/types.go is there already, for the package and its types; rename the event"},
		"readers": {map[string]string{"order/a1.yaml": event("a1", "One", "ONE"), "types/XValue.yaml": object, "types/OptionalX.yaml": mapping},
			"types/XValue.yaml:1: duplicate: the Go name readOptionalXValue is also made of types/OptionalX.yaml; rename one, or change a value"},
		"a type of the package": {map[string]string{"order/a1.yaml": event("a1", "One", "ONE"), "types/Events.yaml": object},
			"types/Events.yaml:1: duplicate: the TypeScript name Events is also that of the package itself; rename one"},
		"a schema": {map[string]string{"order/a1.yaml": event("a1", "One", "ONE"), "types/OneEventSchema.yaml": object},
			"order/a1.yaml:1: duplicate: the TypeScript name OneEventSchema is also that of types/OneEventSchema.yaml:1; rename one"},
	} {
		t.Run(name, func(t *testing.T) {
			files, stems := fstest.MapFS{}, []string{}
			for file, text := range c.files {
				files[file] = &fstest.MapFile{Data: []byte(text)}
				if stem, ok := strings.CutPrefix(file, "order/"); ok {
					stems = append(stems, strings.TrimSuffix(stem, ".yaml"))
				}
			}
			slices.Sort(stems)
			files["catalog.yaml"] = &fstest.MapFile{Data: fmt.Appendf(nil, "title: Orders\ndescription: Orders.\ngo:\n  dir: ../catalog\n  package: example.com/catalog\ndomains:\n  - name: order\n    description: Orders.\n    events: [%s]\n", strings.Join(stems, ", "))}
			if _, ok := c.files["other/a1.yaml"]; ok {
				files["catalog.yaml"].Data = append(files["catalog.yaml"].Data, "  - name: other\n    description: Others.\n"...)
			}
			_, err := contract.ReadFS(files)
			if c.want == "" {
				if err != nil {
					t.Errorf("%v, want no error", err)
				}
				return
			}
			var problems contract.Problems
			if !errors.As(err, &problems) || len(problems) != 1 || problems[0].String() != c.want {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}
