package gen_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

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
				if _, err := output(t, c.want).Write(target.Files); err != nil {
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
	targets, err := gen.Targets(c, "")
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
	got, err := output(t, dir).Write(target.Files)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Fatalf("%v (-want +got):\n%s", err, diff)
	}
	if got, err = output(t, dir).Check(target.Files); len(got) > 0 || err != nil {
		t.Errorf("afterwards: %v, %v", got, err)
	}
	for _, kept := range []string{"another.md", "another.yaml", "written.md", "below/odd.md"} {
		if !exists(filepath.Join(dir, kept)) {
			t.Errorf("%s is gone", kept)
		}
	}
}

// A file without a mark among documents makes no other file an orphan.
func TestOrphanedDocuments_HaveMark(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "renamed.md"), []byte("<!-- mark -->\n"))
	write(t, filepath.Join(dir, "written.md"), []byte("# By hand\n"))
	write(t, filepath.Join(dir, "empty.md"), nil)
	check(t, dir, []gen.File{{Path: "plain.md"}, {Path: "catalog.md", Mark: "<!-- mark -->\n"}}, []gen.Difference{
		{Path: "plain.md", Kind: "missing"}, {Path: "catalog.md", Kind: "missing"}, {Path: "renamed.md", Kind: "orphaned"},
	})
}

// The page of a contract lists its shared types, or says that there are none.
func TestMarkdown_ListsSharedTypes(t *testing.T) {
	listed := func(name string) string {
		return "### <a id=\"type-" + name + "\"></a>" + name + "\n\n| field | type | required | limits | personal | description |\n| --- | --- | --- | --- | --- | --- |\n" +
			"| `id` | string | no |  |  |  |\n\nUsed by [shop.placed](#event-shop.placed.v1).\n\n"
	}
	for _, c := range []struct {
		name  string
		types []string
		want  string
	}{
		{"no types", nil, "The events of this contract share no types.\n\n"},
		{"one type", []string{"Line"}, listed("Line")},
		{"two types", []string{"Line", "Part"}, listed("Line") + listed("Part")},
	} {
		t.Run(c.name, func(t *testing.T) {
			var fields []string
			files := fstest.MapFS{"catalog.yaml": {Data: []byte("title: Shop\ngo: {dir: ../out, package: example.com/shop/out}\ndomains:\n  - {name: shop, events: [placed]}\n")}}
			for _, name := range c.types {
				fields = append(fields, strings.ToLower(name)+": {$ref: "+name+"}")
				files["types/"+name+".yaml"] = &fstest.MapFile{Data: []byte("{type: object, properties: {id: {type: string}}}\n")}
			}
			files["shop/placed.yaml"] = &fstest.MapFile{Data: []byte("type: shop.placed\nversion: 1.0.0\nname: Placed\nconstant: SHOP_PLACED\npayload: {type: object, properties: {" + strings.Join(fields, ", ") + "}}\n")}
			model, err := contract.ReadFS(files)
			if err != nil {
				t.Fatal(err)
			}
			got := cut(t, string(gen.Markdown(model)), "## <a id=\"types\"></a>Types\n\n", "## <a id=\"envelope\"></a>")
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
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
		targets, err := gen.Targets(c, "")
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

// The codec of the metadata is generated with the module's own contract, and no other.
func TestTargets_Envelope(t *testing.T) {
	for dir, want := range map[string]bool{"../../contract": true, "../../examples/playback/contract": false} {
		c, err := contract.Read(dir)
		if err != nil {
			t.Fatal(err)
		}
		targets, err := gen.Targets(c, "")
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, target := range targets {
			for _, f := range target.Files {
				if f.Path == "envelope_codec.go" {
					found = true
					compareText(t, filepath.Join("../..", f.Path), string(f.Data))
				}
			}
		}
		if found != want {
			t.Errorf("%s has the codec: %t, want %t", dir, found, want)
		}
	}
}
