package typescript

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
)

// A contract of others, with every kind of field and two majors, gives a package
// that works, and whose types compile.
func TestPackageOfAnotherContract(t *testing.T) {
	requireNode(t)
	c, err := contract.Read("../../internal/gen/testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	dir := packageOf(t, c)
	var examples bytes.Buffer
	for _, e := range c.Events() {
		for _, x := range e.Examples {
			examples.Write(append(x.JSON, '\n'))
		}
	}
	run(t, examples.Bytes(), "node", "kinds.mjs", dir)
	run(t, nil, "node", "node_modules/typescript/lib/tsc.js", "--noEmit", "--strict", "--module", "nodenext", "--types", "node", "--typeRoots", modules(t)+"/@types",
		filepath.Join(dir, "index.d.ts"), filepath.Join(dir, "index.d.mts"))
}

// packageOf writes the npm package of a contract, with its validators, into a
// folder of its own.
func packageOf(t *testing.T, c *contract.Contract) (dir string) {
	t.Helper()
	files, err := gen.TypeScript(c)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	out, err := gen.NewOutput(dir, dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := out.Write(files); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(modules(t), filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	run(t, nil, "node", filepath.Join(dir, "build-validators.mjs"))
	if left, err := out.Check(files); len(left) != 0 || err != nil {
		t.Errorf("the package is not up to date: %v, %v", left, err)
	}
	return dir
}

// modules is the folder of the installed packages.
func modules(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("node_modules")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
