package ajv

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
)

// replacements stand in turn at every place of every example: each kind of
// JSON, and values at or past the limits that the contract knows.
var replacements = func() []string {
	list := []string{
		`null`, `true`, `[]`, `{}`, `[1]`, `["x",""]`, `{"a":{"old":1,"new":null}}`, `{"a":{"old":1}}`,
		`0`, `-0`, `-1`, `100`, `100.5`, `101`, `128.0`, `1e2`, `1.5`, `1e19`, `-1e19`, `9223372036854774784`, `9223372036854775807`, `9223372036854775808`, `1e400`,
		`""`, `" "`, `"1.0.0"`, `"2.0.0"`, `"1.0"`, `"01.0.0"`, `"PROGRAM"`, `"DRAFT"`, `"ADMIN"`, `"content.created"`,
		`"2026-02-28"`, `"2026-02-29"`, `"2024-02-29T23:59:59Z"`, `"2026-02-29T23:59:59Z"`, `"2026-01-31T12:00:00.123456789+14:00"`, `"2026-01-31t12:00:00z"`, `"2026-01-31T12:00:60Z"`,
		`"a@b.c"`, `"a@b"`, `"a b@c.d"`, `"https://example.com/a?b=1&c=<"`, `"x:y"`, `"x:"`,
	}
	for _, n := range []int{10, 11, 50, 51, 128, 129, 200, 201, 256, 257, 1000, 1001, 2049} {
		list = append(list, strconv.Quote(strings.Repeat("a", n)), strconv.Quote(strings.Repeat("🎬", n)))
	}
	return list
}()

// TestVerdictsAgree has Ajv, with the published schemas, judge what our decoder
// has judged: every example with every replacement at every place, and with
// every field left out.
func TestVerdictsAgree(t *testing.T) {
	c, err := contract.Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	var cases []eventCase
	valid := 0
	for _, e := range c.Events() {
		for _, x := range e.Examples {
			replaceEverywhere(x.JSON, func(where, document string) {
				judged := eventCase{e.Type + " " + x.Name + " " + where, contract.SchemaFile(e), accepted(e, document), document}
				cases = append(cases, judged)
				if judged.Valid {
					valid++
				}
			})
		}
	}
	if len(cases) < 40_000 || valid < 4_000 || valid > len(cases)/2 {
		t.Fatalf("%d documents, %d of them valid", len(cases), valid)
	}
	runNode(t, ndjson(t, cases), "check.mjs", schemaFolder(t, c))
}

// TestVerdictsAgree_OnEveryKind is the same for a contract that has what ours has
// not: arrays of arrays, objects of more than 64 fields, all formats.
func TestVerdictsAgree_OnEveryKind(t *testing.T) {
	c, err := contract.Read("../../internal/gen/testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	reg, err := dynamic.Registry(c)
	if err != nil {
		t.Fatal(err)
	}
	var cases []eventCase
	valid := 0
	for _, e := range c.Events() {
		for _, x := range e.Examples {
			replaceEverywhere(x.JSON, func(where, document string) {
				decoded, err := reg.Decode([]byte(document))
				ofMajor := strings.HasPrefix(decoded.Metadata.EventVersion, strconv.Itoa(e.Major)+".")
				judged := eventCase{e.Type + " " + x.Name + " " + where, contract.SchemaFile(e), err == nil && ofMajor, document}
				cases = append(cases, judged)
				if judged.Valid {
					valid++
				}
			})
		}
	}
	if len(cases) < 10_000 || valid < 1_000 || valid > len(cases)/2 {
		t.Fatalf("%d documents, %d of them valid", len(cases), valid)
	}
	runNode(t, ndjson(t, cases), "check.mjs", writeSchemas(t, c))
}

func accepted(e *contract.Event, document string) bool {
	decoded, err := catalog.Decode([]byte(document))
	return err == nil && decoded.Metadata.EventType == e.Type
}

// replaceEverywhere calls visit with the document changed in one place at a time.
func replaceEverywhere(document []byte, visit func(where, document string)) {
	dec := json.NewDecoder(bytes.NewReader(document))
	dec.UseNumber()
	var root any
	if err := dec.Decode(&root); err != nil {
		panic(err) // an example of the contract, which its reader has read
	}
	show := func(where string) {
		text, err := json.Marshal(root)
		if err != nil {
			panic(err)
		}
		visit(where, string(text))
	}
	var walk func(where string, value any, set func(any))
	walk = func(where string, value any, set func(any)) {
		for n, r := range replacements {
			set(json.RawMessage(r))
			show(fmt.Sprintf("%s replacement %d", where, n))
		}
		set(value)
		switch v := value.(type) {
		case map[string]any:
			for _, name := range slices.Sorted(maps.Keys(v)) {
				was := v[name]
				delete(v, name)
				show(where + " without " + name)
				walk(where+"/"+name, was, func(now any) { v[name] = now })
			}
		case []any:
			for i, was := range v {
				walk(fmt.Sprintf("%s/%d", where, i), was, func(now any) { v[i] = now })
			}
		}
	}
	walk("", root, func(now any) { root = now })
}
