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
	files, err := gen.TypeScript(c)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := gen.Write(dir, files); err != nil {
		t.Fatal(err)
	}
	modules, err := filepath.Abs("node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	run(t, nil, "node", filepath.Join(dir, "build-validators.mjs"))
	if left, err := gen.Check(dir, files); len(left) != 0 || err != nil {
		t.Errorf("the package is not as the contract wants it: %v, %v", left, err)
	}
	var examples bytes.Buffer
	for _, e := range c.Events() {
		for _, x := range e.Examples {
			examples.Write(append(x.JSON, '\n'))
		}
	}
	run(t, examples.Bytes(), "node", "kinds.mjs", dir)
	run(t, nil, "node", "node_modules/typescript/lib/tsc.js", "--noEmit", "--strict", "--module", "nodenext", "--types", "node", "--typeRoots", modules+"/@types",
		filepath.Join(dir, "index.d.ts"), filepath.Join(dir, "index.d.mts"))
}
