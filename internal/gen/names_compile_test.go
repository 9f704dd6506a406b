package gen_test

import (
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
)

// nastyWords mean something to a language that names are made for, or to its library.
var nastyWords = strings.Fields(`
	break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var
	any bool byte comparable complex64 error float64 int int64 rune string uint64 uintptr append cap clear close copy delete len make max min new nil panic print recover true false iota init main
	catch class debugger do enum export extends finally function in instanceof null super this throw try typeof void while with implements let private protected public static yield await async of get set
	abstract as asserts bigint boolean declare infer intrinsic is keyof module namespace never number object readonly require global symbol undefined unique unknown satisfies accessor using
	arguments eval NaN Infinity constructor hasOwnProperty isPrototypeOf toString valueOf prototype __proto__ __defineGetter__ length name then exports self window process Buffer
	events wire schemas catalog registry migrations decode encode Unknown EventType Types Registry Decode Migrate time cmp sync slices
	Object Array String Number Boolean Symbol Function Promise Map Set Date RegExp Error JSON Math Proxy Reflect Record Partial Extract Exclude Readonly Uint8Array Event Events Schema EventSchema BaseEventSchema OrderSchema StatusSchema CATALOG ENVELOPE
	Optional OptionalX XValue Value X V2 IDs Id ID id`)

// Whatever names a contract is accepted with, what is generated for them compiles in Go
// and in TypeScript, and exports at run time what its declarations say.
func TestNastyNames_Compile(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles packages")
	}
	t.Parallel()
	files, accepted := plantNames(t)
	t.Logf("accepted: %v", accepted)
	for what, least := range map[string]int{"type": 200, "enumeration": 100, "field": 50, "event": 100, "map": 200, "inline value": 100, "inline enumeration": 200, "enumeration of a type": 50, "list": 50} {
		if accepted[what] < least {
			t.Errorf("%d names of a %s are accepted, want %d or more", accepted[what], what, least)
		}
	}
	c, npm := compileAll(t, files)
	runNames(t, npm, c)
}

// named is one name in a contract: it adds itself.
type named struct {
	what string
	add  func(files fstest.MapFS)
}

// plantNames puts nasty words into a contract as names, as far as it is accepted with
// them, and counts them by what they name.
func plantNames(t *testing.T) (files fstest.MapFS, accepted map[string]int) {
	t.Helper()
	const head = "title: Names\ndescription: Names.\ngo:\n  dir: ../catalog\n  package: example.com/catalog\ntypescript:\n  dir: ../ts\n  package: names\n\ndomains:\n  - name: thing\n    description: Things.\n    events:\n"
	files = fstest.MapFS{"catalog.yaml": {Data: []byte(head)}}
	addEvent(files, "base", "Base", "THING_BASE", "id: {type: string, description: It., minLength: 1, maxLength: 9}")
	for _, part := range []struct{ file, head, field string }{
		{"Kind", kinds, "kind: {$ref: Kind}"},
		{"Fields", "type: object\ndescription: A part.\nproperties:\n  first: {type: integer, description: It.}\n", "part: {$ref: Fields}"},
	} {
		files["types/"+part.file+".yaml"] = &fstest.MapFile{Data: []byte(part.head)}
		addEvent(files, strings.ToLower(part.file), "Has"+part.file, "HAS_"+strings.ToUpper(part.file), part.field)
	}
	files["types/Listed.yaml"] = &fstest.MapFile{Data: []byte("type: object\ndescription: An enumeration in place.\nproperties:\n  kind:\n    " + strings.ReplaceAll(strings.TrimSpace(kinds), "\n", "\n    ") + "\n")}
	addEvent(files, "listed", "HasListed", "HAS_LISTED", "listed: {$ref: Listed}")
	addEvent(files, "enums", "Enums", "THING_ENUMS", "id: {type: string, description: It., minLength: 1, maxLength: 9}")
	line := func(file, format string, args ...any) func(fstest.MapFS) {
		return func(files fstest.MapFS) {
			files[file] = &fstest.MapFile{Data: fmt.Appendf(slices.Clone(files[file].Data), format, args...)}
		}
	}
	field := func(stem, format string, args ...any) func(fstest.MapFS) {
		return func(files fstest.MapFS) {
			name := "thing/" + stem + ".yaml"
			text := strings.Replace(string(files[name].Data), "\nexamples:", "\n    "+fmt.Sprintf(format, args...)+"\nexamples:", 1)
			files[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	typ := func(name, schema string) func(fstest.MapFS) {
		return func(files fstest.MapFS) { files["types/"+name+".yaml"] = &fstest.MapFile{Data: []byte(schema)} }
	}
	var list []named
	for i, word := range nastyWords {
		title := strings.ToUpper(word[:1]) + word[1:]
		list = append(list, named{"enumeration", line("types/Kind.yaml", "  - %q\n", word)}, named{"inline value", line("types/Listed.yaml", "      - %q\n", word)})
		if i < 60 {
			list = append(list,
				named{"field", line("types/Fields.yaml", "  %s: {type: integer, description: It.}\n", word)},
				named{"inline enumeration", field("enums", "%sItem: {type: array, description: Them., items: {type: array, items: {type: string, enum: [one, %[1]q]}}}", word)},
				named{"enumeration of a type", typ(title+"Part", fmt.Sprintf("type: object\ndescription: A part.\nproperties:\n  id: {type: string, description: It., enum: [one, %q]}\n", word))},
				named{"list", typ("List"+title, fmt.Sprintf("type: array\ndescription: Some.\nitems: {type: string, enum: [one, %q]}\n", word))},
			)
		}
		list = append(list,
			named{"type", typ(title, "type: object\ndescription: A part.\nproperties:\n  id: {type: string, description: It., minLength: 1, maxLength: 9}\n")},
			named{"type", typ(title+"Schema", "type: string\ndescription: A kind.\nenum: [one, two]\n")},
			named{"inline enumeration", field("enums", "%s: {type: string, description: It., enum: [one, %[1]q]}", word)},
			named{"map", typ("Of"+title, "type: object\ndescription: Some.\nadditionalProperties: {type: integer}\n")},
			named{"map", typ("Event"+title, "type: object\ndescription: Some.\nadditionalProperties: {type: string, minLength: 1, maxLength: 5}\n")},
			named{"event", func(files fstest.MapFS) {
				addEvent(files, fmt.Sprintf("e%d", i), title+"d", strings.ToUpper(word), "id: {type: string, description: It., minLength: 1, maxLength: 9}")
			}},
		)
	}
	// Most that are refused are so by themselves, which a small contract tells sooner.
	list = slices.DeleteFunc(list, func(n named) bool {
		alone := maps.Clone(files)
		n.add(alone)
		_, err := contract.ReadFS(alone)
		return err != nil
	})
	accepted = make(map[string]int)
	var plant func(list []named)
	plant = func(list []named) {
		changed := maps.Clone(files)
		for _, n := range list {
			n.add(changed)
		}
		_, err := contract.ReadFS(changed)
		switch {
		case err == nil:
			files = changed
			for _, n := range list {
				accepted[n.what]++
			}
		case len(list) > 1:
			plant(list[:len(list)/2])
			plant(list[len(list)/2:])
		}
	}
	for batch := range slices.Chunk(list, 64) {
		plant(batch)
	}
	// Every type is used, once as it is and once where it may be absent.
	var fields []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if stem, ok := strings.CutPrefix(name, "types/"); ok {
			fields = append(fields, fmt.Sprintf("f%d: {$ref: %s}", len(fields), strings.TrimSuffix(stem, ".yaml")))
		}
	}
	i := 0
	for batch := range slices.Chunk(fields, 40) {
		i++
		addEvent(files, fmt.Sprintf("uses%d", i), fmt.Sprintf("Uses%d", i), fmt.Sprintf("USES_%d", i), strings.Join(batch, "\n    "))
	}
	return files, accepted
}

const kinds = "type: string\ndescription: A kind.\nenum:\n  - first\n  - first!\n  - \"+\"\n  - 日本\n  - C\n  - C++\n  - C#\n"

// addEvent adds an event, in a file of its own and in the catalog.
func addEvent(files fstest.MapFS, stem, name, constant, fields string) {
	files["catalog.yaml"] = &fstest.MapFile{Data: append(slices.Clone(files["catalog.yaml"].Data), "      - "+stem+"\n"...)}
	files["thing/"+stem+".yaml"] = &fstest.MapFile{Data: []byte(eventOf(stem, name, constant, fields))}
}

func eventOf(stem, name, constant, field string) string {
	return fmt.Sprintf("type: thing.%s\nversion: 1.0.0\nname: %s\nconstant: %s\nsummary: A thing.\nowner: team\npayload:\n  type: object\n  properties:\n    %s\nexamples:\n  minimal:\n    metadata: {eventId: e, eventType: thing.%[1]s, eventVersion: 1.0.0, timestamp: '2026-01-31T12:00:00.000Z', source: s}\n    payload: {}\n", stem, name, constant, field)
}

// runNames loads the package, and looks for each enumeration with its values.
func runNames(t *testing.T, dir string, c *contract.Contract) {
	t.Helper()
	var script strings.Builder
	// What Ajv makes is not made here; nothing of it is called.
	write(t, filepath.Join(dir, "lib/validators.js"), []byte("module.exports = new Proxy({}, { get: () => () => true });\n"))
	script.WriteString("const p = require('./index.js'); const wrong = [];\nfor (const [name, value] of Object.entries(p)) if (value === undefined) wrong.push(name + ' is undefined');\n")
	for _, one := range c.Types {
		for _, v := range one.Schema.Enum {
			fmt.Fprintf(&script, "if (!Object.hasOwn(p[%q], %q) || p[%[1]q][%[2]q] !== %[2]q) wrong.push(%q);\n", one.Name, v, one.Name+"."+v)
		}
	}
	script.WriteString("if (wrong.length > 0) { console.log(wrong.join('\\n')); process.exit(1); }\n")
	cmd := exec.CommandContext(t.Context(), "node", "-e", script.String())
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("at run time: %v\n%.3000s", err, out)
	}
}
