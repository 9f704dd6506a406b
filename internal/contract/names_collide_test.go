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
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
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
			_, err := contract.ReadFS(files)
			var problems contract.Problems
			if !errors.As(err, &problems) || len(problems) != 1 || problems[0].String() != c.want {
				t.Errorf("%v\nwant %s", err, c.want)
			}
		})
	}
}
