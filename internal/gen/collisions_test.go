package gen_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
)

// shopIn is a contract with the domain order and the given lines of catalog.yaml, of
// which the first is the third line.
func shopIn(t *testing.T, targets string) *contract.Contract {
	t.Helper()
	c, err := contract.ReadFS(fstest.MapFS{
		"catalog.yaml":      {Data: []byte("title: Shop\ndomains: [{name: order, events: [placed]}]\n" + targets)},
		"order/placed.yaml": {Data: []byte("type: order.placed\nversion: 1.0.0\nname: Placed\nconstant: ORDER_PLACED\npayload: {type: object, properties: {id: {type: string}}}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestTargets_RefusesFoldersInEachOthersWay(t *testing.T) {
	const (
		goIn = "go:\n  package: example.com/shop\n  dir: "
		tsIn = "\ntypescript:\n  package: shop\n  dir: "
	)
	for _, c := range []struct {
		name, home, targets string
		want                string
	}{
		// Legal, and in use.
		{"beside the contract", "contract", goIn + "../catalog" + tsIn + "../ts", ""},
		{"in the contract, as init has it at the root of a module", ".", goIn + "catalog", ""},
		{"the contract folder, as init has it for one that is called catalog", "catalog", goIn + ".", ""},
		{"around the contract", "contract", goIn + "..", ""},
		{"around the contract and another target", "contract", goIn + ".." + tsIn + "../ts", ""},
		{"within another target", "contract", goIn + "../catalog" + tsIn + "../catalog/ts", ""},
		{"around another target", "contract", goIn + "../ts/go" + tsIn + "../ts", ""},
		{"the beginning of another name", "contract", goIn + "../catalog" + tsIn + "../catalog/orders", ""},
		{"a contract with the beginning of another name", "orders", goIn + "..", ""},
		{"absolute, which is in the contract folder", "contract", goIn + "/usr", ""},
		{"documents in folders of code", "contract", goIn + "../catalog\nasyncapi: {file: ../catalog/order/a.yaml}\nmarkdown: {file: ../catalog/schemas/a.md}", ""},
		{"a page in the contract", "contract", goIn + "../catalog\nmarkdown: {file: README.md}", ""},
		{"no folder for the contract", "", goIn + "../..", ""},

		{"equal", "contract", goIn + "../out" + tsIn + "../out",
			"catalog.yaml:8: generate: typescript.dir ../out is the folder of go.dir ../out; give each a folder of its own"},
		{"equal in other words", "contract", goIn + "out" + tsIn + "../contract/x/../out/",
			"catalog.yaml:8: generate: typescript.dir ../contract/x/../out/ is the folder of go.dir out; give each a folder of its own"},
		{"equal without letter case", "contract", goIn + "../out" + tsIn + "../Out",
			"catalog.yaml:8: generate: typescript.dir ../Out is the folder of go.dir ../out; give each a folder of its own"},
		{"in a domain's folder", "contract", goIn + "../catalog" + tsIn + "../catalog/order",
			"catalog.yaml:8: generate: typescript.dir ../catalog/order is in ../catalog/order, which go.dir ../catalog generates files into; name a folder beside ../catalog"},
		{"below a domain's folder, without letter case", "contract", goIn + "../catalog" + tsIn + "../catalog/Order/ts",
			"catalog.yaml:8: generate: typescript.dir ../catalog/Order/ts is in ../catalog/order, which go.dir ../catalog generates files into; name a folder beside ../catalog"},
		{"in the schemas", "contract", goIn + "../catalog" + tsIn + "../catalog/schemas",
			"catalog.yaml:8: generate: typescript.dir ../catalog/schemas is in ../catalog/schemas, which go.dir ../catalog generates files into; name a folder beside ../catalog"},
		{"Go in TypeScript", "contract", goIn + "../ts/lib/go" + tsIn + "../ts",
			"catalog.yaml:5: generate: go.dir ../ts/lib/go is in ../ts/lib, which typescript.dir ../ts generates files into; name a folder beside ../ts"},
		{"the contract is schemas", "schemas", goIn + "..",
			"catalog.yaml:5: generate: the contract folder schemas is in ../schemas, which go.dir .. generates files into; name another folder, such as ../catalog"},
		{"the contract is schemas, without letter case", "repo/Schemas", goIn + "../../REPO",
			"catalog.yaml:5: generate: the contract folder Schemas is in ../../REPO/schemas, which go.dir ../../REPO generates files into; name another folder, such as ../catalog"},
		{"the contract is below schemas", "schemas/a/b", goIn + "../../..",
			"catalog.yaml:5: generate: the contract folder b is in ../../../schemas, which go.dir ../../.. generates files into; name another folder, such as ../catalog"},
		{"the contract is a domain's folder", "order", goIn + "..",
			"catalog.yaml:5: generate: the contract folder order is in ../order, which go.dir .. generates files into; name another folder, such as ../catalog"},
		{"the contract is a folder of the npm package", "lib", goIn + "../catalog" + tsIn + "..",
			"catalog.yaml:8: generate: the contract folder lib is in ../lib, which typescript.dir .. generates files into; name another folder, such as ../catalog"},
		{"a document among the events", "contract", goIn + "../catalog\nasyncapi: {file: ../contract/order/a.yaml}",
			"catalog.yaml:6: generate: asyncapi.file ../contract/order/a.yaml is in the contract folder contract, where each YAML file is a part of the contract; put it elsewhere, such as ../docs/a.yaml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			targets, err := gen.Targets(shopIn(t, c.targets), c.home)
			var problems contract.Problems
			got := ""
			if errors.As(err, &problems) {
				got = problems.Error()
			} else if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got); diff != "" || (len(targets) > 0) != (c.want == "") {
				t.Errorf("%d targets (-want +got):\n%s", len(targets), diff)
			}
		})
	}
}

const generated = "// Code generated by mediamesh from order/gone.yaml; DO NOT EDIT.\n"

// A list of schemas may be forged. It names nothing but schemas, and nothing in another
// folder, neither to remove nor to write over.
func TestWrite_ForgedListNamesSchemasOnly(t *testing.T) {
	dir := t.TempDir()
	kinds, err := generate("testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	list := generated + "package schemas\n"
	mine := []string{"README.md", "go.mod", "src/main.go", "order/placed.v1.json", "schemas/mine.json", "schemas/more/a.b.v1.json", "schemas/thing.changed.v2.json"}
	for _, name := range mine {
		rel, err := filepath.Rel("schemas", name)
		if err != nil {
			t.Fatal(err)
		}
		writeAll(t, filepath.Join(dir, name), "mine")
		if name != "schemas/thing.changed.v2.json" {
			list += "//go:embed " + filepath.ToSlash(rel) + "\n"
		}
	}
	list += "//go:embed .\n//go:embed *.json\n//go:embed a.gone.v1.json\n"
	writeAll(t, filepath.Join(dir, "schemas/schemas.go"), list)
	writeAll(t, filepath.Join(dir, "schemas/a.gone.v1.json"), "{}")

	// A schema that the list does not name is in the way.
	_, err = output(t, dir).Write(kinds)
	if want := "schemas/thing.changed.v2.json exists and was not generated; move it, or choose another place in catalog.yaml"; err == nil || err.Error() != want {
		t.Fatalf("%v, want %s", err, want)
	}
	if err := os.Remove(filepath.Join(dir, "schemas/thing.changed.v2.json")); err != nil {
		t.Fatal(err)
	}
	if _, err := output(t, dir).Write(kinds); err != nil {
		t.Fatal(err)
	}
	for _, name := range mine[:len(mine)-1] {
		if data, err := os.ReadFile(filepath.Join(dir, name)); string(data) != "mine" || err != nil {
			t.Errorf("%s is %s, %v", name, data, err)
		}
	}
	if exists(filepath.Join(dir, "schemas/a.gone.v1.json")) {
		t.Error("a schema that is not in the contract any more was left")
	}
}

// Whatever has the mark, only files of the target's own sort and place are orphans.
func TestCheck_OrphansHaveTheFormOfTheTargetsFiles(t *testing.T) {
	dir := t.TempDir()
	kinds, err := generate("testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := output(t, dir).Write(kinds); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"gone/gone.go", "gone.go", "lib/gone.js", "gone.d.ts", "deep/order/gone.go"} {
		writeAll(t, filepath.Join(dir, name), generated)
	}
	check(t, dir, kinds, []gen.Difference{{Path: "gone/gone.go", Kind: "orphaned"}, {Path: "gone.go", Kind: "orphaned"}})
}

// What lies in a folder of others is neither written nor removed, however its path is
// called.
func TestOutput_KeepsFoldersOfOthers(t *testing.T) {
	dir := t.TempDir()
	kinds, err := generate("testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	writeAll(t, filepath.Join(dir, "contract/mine.go"), generated)
	if err := os.Symlink("contract", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	out, err := gen.NewOutput(dir, dir, filepath.Join(dir, "link"), filepath.Join(dir, "missing"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Write(kinds); err != nil {
		t.Fatal(err)
	}
	if !exists(filepath.Join(dir, "contract/mine.go")) {
		t.Error("a file of the contract folder was removed")
	}

	writeAll(t, filepath.Join(dir, "real/schemas/mine.json"), "{}")
	if err := os.Symlink("real/schemas", filepath.Join(dir, "contract2")); err != nil {
		t.Fatal(err)
	}
	if out, err = gen.NewOutput(dir, filepath.Join(dir, "real"), filepath.Join(dir, "contract2")); err != nil {
		t.Fatal(err)
	}
	wantForeign(t, out, kinds, "real/schemas is the folder of the contract, or of another target; choose another place in catalog.yaml")
}

// Two contracts know nothing of each other: neither writes into a folder that the other
// generates into, whichever comes first.
func TestOutput_RefusesFoldersOfOtherContracts(t *testing.T) {
	kinds, err := generate("testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ first, second, want string }{
		{"catalog", "catalog/thing", "catalog/thing is in catalog/thing, which another contract or target generates into; choose another place in catalog.yaml"},
		{"catalog", "catalog/thing/more", "catalog/thing/more is in catalog/thing, which another contract or target generates into; choose another place in catalog.yaml"},
		{"catalog", "catalog/schemas", "catalog/schemas is in catalog/schemas, which another contract or target generates into; choose another place in catalog.yaml"},
		{"thing", ".", "thing is what another contract or target generates into; choose another place in catalog.yaml"},
		{"catalog", "catalog/other", ""},
		{"other", ".", ""},
	} {
		for _, language := range []string{"Go", "TypeScript"} {
			t.Run(language+" in "+c.second+" beside "+c.first, func(t *testing.T) {
				dir := t.TempDir()
				second := kinds
				want := c.want
				if language == "TypeScript" {
					if second = typeScriptOf(t, "testdata/golden/kinds/contract"); c.second == "." {
						want = ""
					}
				}
				one, err := gen.NewOutput(dir, filepath.Join(dir, c.first))
				if err != nil {
					t.Fatal(err)
				}
				if _, err := one.Write(kinds); err != nil {
					t.Fatal(err)
				}
				two, err := gen.NewOutput(dir, filepath.Join(dir, c.second))
				if err != nil {
					t.Fatal(err)
				}
				wantForeign(t, two, second, want)
				if diffs, err := one.Check(kinds); len(diffs) > 0 || err != nil {
					t.Errorf("of the first, %v, %v", diffs, err)
				}
				if want == "" {
					wantForeign(t, two, second, "")
				}
			})
		}
	}
}

// An event may be called catalog, whose file has the name of an output's first one.
func TestOutput_KnowsOutputsByWhatTheyAreOf(t *testing.T) {
	c, err := contract.ReadFS(fstest.MapFS{
		"catalog.yaml":       {Data: []byte("title: Shop\ndomains: [{name: order, events: [catalog]}]\ngo: {dir: ../out, package: example.com/out}\n")},
		"order/catalog.yaml": {Data: []byte("type: order.catalog\nversion: 1.0.0\nname: Catalog\nconstant: ORDER_CATALOG\npayload: {type: object, properties: {id: {type: string}}}\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	files, err := gen.Files(c)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for range 2 {
		if _, err := output(t, dir).Write(files); err != nil {
			t.Fatal(err)
		}
	}
	writeAll(t, filepath.Join(dir, "order/gone.go"), generated)
	check(t, dir, files, []gen.Difference{{Path: "order/gone.go", Kind: "orphaned"}})
}

// wantForeign writes files, and wants a *gen.ForeignError, "" for none.
func wantForeign(t *testing.T, out gen.Output, files []gen.File, want string) {
	t.Helper()
	diffs, err := out.Write(files)
	if want == "" {
		if err != nil {
			t.Error(err)
		}
		return
	}
	if _, ok := errors.AsType[*gen.ForeignError](err); !ok || err.Error() != want || len(diffs) > 0 {
		t.Errorf("%v, and %d changes; want %s", err, len(diffs), want)
	}
	if _, err := out.Check(files); err == nil || err.Error() != want {
		t.Errorf("Check: %v, want %s", err, want)
	}
}

func writeAll(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	write(t, name, []byte(text))
}
