package contract

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/test/archive"
)

const fuzzCatalog = `title: T
description: D
go: {dir: ../x, package: example.com/x}
domains:
  - name: order
    description: O
    events: [placed, placed.v2]
`

// Whatever is in the files: no panic, and either a contract of which schemas
// can be made, or problems that each say where and what.
func FuzzRead(f *testing.F) {
	// The lint tests have every sort of mistake already.
	var catalogs, events []string
	for _, c := range archive.Open(f, "testdata/lint/*.txtar") {
		files := c.Files("")
		catalogs = append(catalogs, string(files["catalog.yaml"].Data))
		names, err := fs.Glob(files, "order/*.yaml")
		if err != nil {
			f.Fatal(err)
		}
		for _, name := range names {
			events = append(events, string(files[name].Data))
		}
	}
	types, err := filepath.Glob("../../contract/types/*.yaml")
	if err != nil || len(types) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for i, event := range events {
		f.Add(fuzzCatalog, event, read(f, types[i%len(types)]), read(f, types[(i+1)%len(types)]))
	}
	for _, catalog := range catalogs {
		f.Add(catalog, events[0], "partial: Program", "$ref: Line")
	}
	f.Add(fuzzCatalog, "payload:\n  type: object\n  properties:\n    a: {$ref: Line}\n", "type: object\nproperties:\n  a: {$ref: Program}", "type: object\nproperties:\n  a: {$ref: Line}")

	f.Fuzz(func(t *testing.T, catalog, event, line, program string) {
		c, err := ReadFS(fstest.MapFS{
			"catalog.yaml":         {Data: []byte(catalog)},
			"order/placed.yaml":    {Data: []byte(event)},
			"order/placed.v2.yaml": {Data: []byte(event)},
			"types/Line.yaml":      {Data: []byte(line)},
			"types/Program.yaml":   {Data: []byte(program)},
		})
		if err != nil {
			var problems Problems
			if !errors.As(err, &problems) || len(problems) == 0 || c != nil {
				t.Fatalf("%v with %T %v", c, err, err)
			}
			for _, p := range problems {
				if p.Pos.File == "" || p.Pos.Line < 1 || p.Rule == "" || p.Message == "" {
					t.Errorf("a problem that does not say where and what: %+v", p)
				}
			}
			return
		}
		Lint(c)
		for _, e := range c.Events() {
			if _, err := compileSchema(e); err != nil {
				t.Errorf("a contract without problems has a schema that does not compile: %v", err)
			}
		}
	})
}

func read(f *testing.F, name string) string {
	f.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		f.Fatal(err)
	}
	return string(data)
}
