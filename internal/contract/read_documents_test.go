package contract

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestDocumentTargets(t *testing.T) {
	const head = "title: T\ndescription: D.\ngo: {dir: ../catalog, package: example.com/catalog}\n"
	for _, c := range []struct{ where, text, want string }{
		{"neither", "", ""},
		{"both", "asyncapi: {file: ../docs/asyncapi.yaml, version: 2.1.0-rc.1}\nmarkdown: {file: ../docs/catalog.md}", ""},
		{"Markdown in the contract", "markdown: {file: README.md}", ""},
		{"no file", "asyncapi: {version: 1.0.0}", `catalog.yaml:4: keyword: asyncapi has no "file"; add it`},
		{"no file of Markdown", "markdown: {}", `catalog.yaml:4: keyword: markdown has no "file"; add it`},
		{"an empty file", "markdown: {file: ''}", `catalog.yaml:4: keyword: "file" is empty`},
		{"another ending", "asyncapi: {file: ../asyncapi.json}", `catalog.yaml:4: name: asyncapi: the file "../asyncapi.json" does not end in .yaml or .yml`},
		{"a folder", "markdown: {file: ../docs}", `catalog.yaml:4: name: markdown: the file "../docs" does not end in .md`},
		{"YAML in the contract", "asyncapi: {file: ../docs/../contract/./api.yml}", ""}, // where the contract lies is not known to it
		{"YAML beside the catalog", "asyncapi: {file: ./docs/asyncapi.yaml}", `catalog.yaml:4: name: asyncapi: the file "./docs/asyncapi.yaml" would lie in the contract; put it elsewhere, such as ../docs/asyncapi.yaml`},
		{"no version", "asyncapi: {file: ../a.yaml, version: v1}", `catalog.yaml:4: name: "v1" is not a version of a document; want MAJOR.MINOR.PATCH such as 1.0.0`},
		{"another key", "markdown: {file: ../a.md, dir: x}", `catalog.yaml:4: keyword: "dir" is not a declared key of markdown; there is file`},
		{"no mapping", "asyncapi: ../a.yaml", `catalog.yaml:4: keyword: asyncapi is a mapping of file and version, not "../a.yaml"`},
	} {
		t.Run(c.where, func(t *testing.T) {
			_, err := ReadFS(fstest.MapFS{"catalog.yaml": {Data: []byte(head + c.text + "\ndomains: []\n")}})
			var problems Problems
			if err != nil && !errors.As(err, &problems) {
				t.Fatal(err)
			}
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDocumentTargetsAreRead(t *testing.T) {
	const text = "title: T\ngo: {dir: ../c, package: example.com/c}\nasyncapi: {file: ../api/asyncapi.yaml}\nmarkdown: {file: ../catalog.md}\ndomains: []\n"
	c, err := ReadFS(fstest.MapFS{"catalog.yaml": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&AsyncAPITarget{Pos{"catalog.yaml", 3}, "../api/asyncapi.yaml", "1.0.0"}, c.AsyncAPI); diff != "" {
		t.Errorf("AsyncAPI (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(&MarkdownTarget{Pos{"catalog.yaml", 4}, "../catalog.md"}, c.Markdown); diff != "" {
		t.Errorf("Markdown (-want +got):\n%s", diff)
	}
}
