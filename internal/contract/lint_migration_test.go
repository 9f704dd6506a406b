package contract

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestLintMigrations has pairs of payloads and the steps between them: the
// messages are all that the rule says about what the steps leave out.
func TestLintMigrations(t *testing.T) {
	left := func(path string) string {
		return path + " of 1.0.0 is not a field of 2.0.0, and no step says what becomes of it; rename, move, convert or drop it"
	}
	missing := func(path string) string {
		return path + " is required in 2.0.0, and not every event of 1.0.0 has it; give it a default"
	}
	changed := func(path, before, after string) string {
		return fmt.Sprintf("%s is %s in 1.0.0 and %s in 2.0.0, and no step says how the one becomes the other; convert or drop it, give it another name, or write the migration in Go", path, before, after)
	}
	types := map[string]string{
		"Device": "{type: object, required: [kind], properties: {kind: {type: string}, name: {type: string}}}",
		"Named":  "{type: object, required: [kind, name], properties: {kind: {type: string}, name: {type: string}}}",
		"Sized":  "{type: object, required: [size], properties: {size: {type: integer}}}",
		"Empty":  "{type: object, properties: {note: {type: boolean}}}",
	}
	for _, c := range []struct {
		name, older, newer string // fields; ! marks required ones
		steps              string
		want               []string
	}{
		// what becomes of a field
		{"dropped field that begins another's name", "title: {type: string}, titleLong: {type: string}", "", "drop: {field: title}", []string{left("titleLong")}},
		{"renamed field that begins another's name", "title: {type: string}, titleLong: {type: string}", "name: {type: string}", "rename: {from: title, to: name}", []string{left("titleLong")}},
		{"dropped field whose name begins with another's", "title: {type: string}, titleLong: {type: string}", "", "drop: {field: titleLong}", []string{left("title")}},
		{"copied field", "title: {type: string}", "name: {type: string}", "copy: {from: title, to: name}", []string{left("title")}},
		{"object whose name begins that of a moved field", "device: {$ref: Device}, deviceName: {type: string}", "name: {type: string}", "move: {from: deviceName, to: name}", []string{left("device")}},
		{"object of which one field is moved", "device: {$ref: Device}", "name: {type: string}", "move: {from: device.name, to: name}", []string{left("device.kind")}},
		{"object of which one field is copied", "device: {$ref: Device}", "name: {type: string}", "copy: {from: device.name, to: name}", []string{left("device")}},
		{"dropped object", "device: {$ref: Device}", "", "drop: {field: device}", nil},
		{"field of array items", "lines: {type: array, items: {$ref: Sized}}", "lines: {type: array, items: {$ref: Empty}}", "default: {field: x, value: 1}", []string{left("lines.*.size")}},
		{"field of map values", "lines: {type: object, additionalProperties: {$ref: Sized}}", "lines: {type: object, additionalProperties: {$ref: Empty}}", "default: {field: x, value: 1}", []string{left("lines.*.size")}},
		{"field of arrays in maps", "lines: {type: object, additionalProperties: {type: array, items: {$ref: Sized}}}", "lines: {type: object, additionalProperties: {type: array, items: {$ref: Empty}}}", "default: {field: x, value: 1}", []string{left("lines.*.*.size")}},
		{"field of an object that stays", "device: {$ref: Sized}", "device: {$ref: Empty}", "default: {field: x, value: 1}", []string{left("device.size")}},
		{"integer that becomes a number", "n: {type: integer}", "n: {type: number}", "default: {field: x, value: 1}", nil},
		{"number that becomes an integer", "n: {type: number}", "n: {type: integer}", "default: {field: x, value: 1}", []string{changed("n", "a number", "an integer")}},
		{"text that becomes any JSON", "n: {type: string}", "n: {any: true}", "default: {field: x, value: 1}", nil},
		{"text that becomes a boolean", "n: {type: string}", "n: {type: boolean}", "default: {field: x, value: 1}", []string{changed("n", "a string", "a boolean")}},
		{"text that becomes a number", "n: {type: string}", "n: {type: number}", "default: {field: x, value: 1}", []string{changed("n", "a string", "a number")}},
		{"integer that becomes text", "n: {type: integer}", "n: {type: string}", "default: {field: x, value: 1}", []string{changed("n", "an integer", "a string")}},

		// what a required field comes from
		{"required before", "!title: {type: string}", "!title: {type: string}", "default: {field: x, value: 1}", nil},
		{"optional before", "title: {type: string}", "!title: {type: string}", "default: {field: x, value: 1}", []string{missing("title")}},
		{"required before and led away", "!title: {type: string}", "!title: {type: string}, !name: {type: string}", "move: {from: title, to: name}", []string{missing("title")}},
		{"default", "", "!title: {type: string}", "default: {field: title, value: a}", nil},
		{"default of a field whose name begins with it", "", "!title: {type: string}, titleLong: {type: string}", "default: {field: titleLong, value: a}", []string{missing("title")}},
		{"default of a field that begins its name", "", "title: {type: string}, !titleLong: {type: string}", "default: {field: title, value: a}", []string{missing("titleLong")}},
		{"default of a whole object", "", "!device: {$ref: Device}", "default: {field: device, value: {kind: TV}}", nil},
		{"default within an object", "", "!device: {$ref: Device}", "default: {field: device.kind, value: TV}", nil},
		{"default of another field within an object", "", "!device: {$ref: Named}", "default: {field: device.kind, value: TV}", []string{missing("device.name")}},
		{"field of an optional object", "", "device: {$ref: Device}", "default: {field: x, value: 1}", nil},
		{"rename of a required field", "!title: {type: string}", "!name: {type: string}", "rename: {from: title, to: name}", nil},
		{"rename of an optional field", "title: {type: string}", "!name: {type: string}", "rename: {from: title, to: name}", []string{missing("name")}},
		{"copy of a required field", "!title: {type: string}", "!title: {type: string}, !name: {type: string}", "copy: {from: title, to: name}", nil},
		{"conversion of a required field", "!s: {type: integer}", "!ms: {type: integer}", "convert: {from: s, to: ms, factor: 1000}", nil},
		{"move of a required field into a required object", "!kind: {type: string}", "!device: {$ref: Device}", "move: {from: kind, to: device.kind}", nil},
		{"move of an optional field into a required object", "kind: {type: string}", "!device: {$ref: Device}", "move: {from: kind, to: device.kind}", []string{missing("device")}},
		{"move to a field whose name begins with the object's", "!kind: {type: string}", "!device: {$ref: Device}, deviceKind: {type: string}", "move: {from: kind, to: deviceKind}", []string{missing("device")}},
		{"rename of an object that has the field", "!part: {$ref: Device}", "!device: {$ref: Device}", "rename: {from: part, to: device}", nil},
		{"rename of an object that may lack the field", "!part: {$ref: Device}", "!device: {$ref: Named}", "rename: {from: part, to: device}", []string{missing("device.name")}},
		{"drop gives nothing", "title: {type: string}", "!name: {type: string}", "drop: {field: title}", []string{missing("name")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			newer := "x: {type: integer}"
			if c.newer != "" {
				newer += ", " + c.newer
			}
			older := "y: {type: integer}"
			if c.older != "" {
				older += ", " + c.older
			}
			files := map[string]string{
				"order/noted.yaml":    major("1.0.0", older, ""),
				"order/noted.v2.yaml": major("2.0.0", "y: {type: integer}, "+newer, "migration:\n  - "+c.steps+"\n"),
			}
			for name, text := range types {
				files["types/"+name+".yaml"] = text
			}
			var problems Problems
			lintMigrations(folder(t, "noted, noted.v2", files), &problems)
			var got []string
			for _, p := range problems {
				got = append(got, p.Message)
				if p.Rule != "migration" {
					t.Errorf("rule %s, want migration", p.Rule)
				}
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// requiredName is how the tests mark a required field.
var requiredName = regexp.MustCompile(`!(\w+)`)

// major is an event file. The fields are in YAML's flow style, with ! before
// the name of a required one.
func major(version, fields, rest string) string {
	var required []string
	for _, m := range requiredName.FindAllStringSubmatch(fields, -1) {
		required = append(required, m[1])
	}
	return fmt.Sprintf("type: order.noted\nversion: %s\nname: Noted\nconstant: ORDER_NOTED\npayload: {type: object, required: [%s], properties: {%s}}\n%s",
		version, strings.Join(required, ", "), requiredName.ReplaceAllString(fields, "$1"), rest)
}
