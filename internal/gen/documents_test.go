package gen_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
)

// documentCases are contracts and the folder of what their documents should be.
// test/asyncapi has the same ones judged by others.
var documentCases = []struct{ contract, want string }{
	{"testdata/golden/kinds/contract", "testdata/documents/kinds"},         // every kind of schema, two majors
	{"testdata/golden/evolution/contract", "testdata/documents/evolution"}, // migrations, deprecations
	{"testdata/documents/odd/contract", "testdata/documents/odd/want"},     // what YAML and Markdown could misread
}

func TestDocuments(t *testing.T) {
	for _, c := range documentCases {
		t.Run(c.want, func(t *testing.T) {
			model, err := contract.Read(c.contract)
			if err != nil {
				t.Fatal(err)
			}
			if model.AsyncAPI == nil {
				model.AsyncAPI = &contract.AsyncAPITarget{File: "../asyncapi.yaml", Version: "1.0.0"}
				model.Markdown = &contract.MarkdownTarget{File: "../catalog.md"}
			}
			target := documentTarget(t, model)
			if *update {
				if _, err := gen.Write(c.want, target.Files); err != nil {
					t.Fatal(err)
				}
			}
			compareFiles(t, c.want, target.Files)
		})
	}
}

// documentTarget is the last one, with both documents.
func documentTarget(t *testing.T, c *contract.Contract) gen.Target {
	t.Helper()
	targets, err := gen.Targets(c)
	if err != nil {
		t.Fatal(err)
	}
	target := targets[len(targets)-1]
	if len(target.Files) != 2 {
		t.Fatalf("%d files in %s, want both documents", len(target.Files), target.Dir)
	}
	return target
}

// A document lies among files of others: only those that the same contract made
// are orphans, and only in the same folder.
func TestOrphanedDocuments(t *testing.T) {
	c, err := contract.Read("testdata/documents/odd/contract")
	if err != nil {
		t.Fatal(err)
	}
	target := documentTarget(t, c)
	c.Go.Package = "example.com/another"
	another := documentTarget(t, c)

	dir := t.TempDir()
	write(t, filepath.Join(dir, "catalog.md"), target.Files[0].Data)
	write(t, filepath.Join(dir, "renamed.yml"), target.Files[1].Data)
	write(t, filepath.Join(dir, "another.md"), another.Files[0].Data)
	write(t, filepath.Join(dir, "another.yaml"), another.Files[1].Data)
	write(t, filepath.Join(dir, "written.md"), []byte("# By hand\n"))
	below := filepath.Join(dir, "below")
	if err := os.Mkdir(below, 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(below, "odd.md"), target.Files[0].Data)

	want := []gen.Difference{
		{Path: "odd.md", Kind: "missing"}, {Path: "odd.yaml", Kind: "missing"},
		{Path: "catalog.md", Kind: "orphaned"}, {Path: "renamed.yml", Kind: "orphaned"},
	}
	got, err := gen.Write(dir, target.Files)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Fatalf("%v (-want +got):\n%s", err, diff)
	}
	if got, err = gen.Check(dir, target.Files); len(got) > 0 || err != nil {
		t.Errorf("afterwards: %v, %v", got, err)
	}
	for _, kept := range []string{"another.md", "another.yaml", "written.md", "below/odd.md"} {
		if !exists(filepath.Join(dir, kept)) {
			t.Errorf("%s is gone", kept)
		}
	}
}

// Documents in two folders are two targets; what no contract asks for is none.
func TestDocumentTargets(t *testing.T) {
	c, err := contract.Read("testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	c.TypeScript = nil
	dirs := func() (list []string) {
		targets, err := gen.Targets(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, target := range targets {
			list = append(list, target.Dir)
		}
		return list
	}
	if diff := cmp.Diff([]string{c.Go.Dir}, dirs()); diff != "" {
		t.Errorf("neither (-want +got):\n%s", diff)
	}
	c.AsyncAPI = &contract.AsyncAPITarget{File: "../api/asyncapi.yaml"}
	c.Markdown = &contract.MarkdownTarget{File: "../docs/./catalog.md"}
	if diff := cmp.Diff([]string{c.Go.Dir, "../api", "../docs"}, dirs()); diff != "" {
		t.Errorf("both (-want +got):\n%s", diff)
	}
}
