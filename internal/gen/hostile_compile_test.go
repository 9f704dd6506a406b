package gen_test

import (
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
)

// What is generated from a contract that has nasty texts wherever it may have them is
// code that compiles, in Go and in TypeScript.
func TestNastyTexts_Compile(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles packages")
	}
	t.Parallel()
	files, planted := plantNasty(t, readAll(t, "testdata/golden/kinds/contract"))
	if planted < 20 {
		t.Fatalf("the contract is accepted with %d nasty texts only", planted)
	}
	compileAll(t, files)
}

// compileAll generates everything from a contract and compiles it. It returns the
// contract and the folder of its npm package.
func compileAll(t *testing.T, files fstest.MapFS) (c *contract.Contract, npm string) {
	t.Helper()
	c, err := contract.ReadFS(files)
	if err != nil {
		t.Fatal(err)
	}
	if c.TypeScript != nil && c.TypeScript.Dir == c.Go.Dir {
		c.TypeScript.Dir += "-ts" // each has a folder of its own
	}
	targets, err := gen.Targets(c, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range targets {
		out := t.TempDir()
		seen := make(map[string]string)
		for _, f := range target.Files {
			if other, again := seen[strings.ToLower(f.Path)]; again {
				t.Errorf("%s and %s are one file on systems that ignore case", f.Path, other)
			}
			seen[strings.ToLower(f.Path)] = f.Path
			name := filepath.Join(out, filepath.FromSlash(f.Path))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				t.Fatal(err)
			}
			write(t, name, f.Data)
		}
		switch {
		case exists(filepath.Join(out, "catalog.go")):
			compileGo(t, out, c.Go.Package)
		case exists(filepath.Join(out, "index.js")):
			compileTypeScript(t, out)
			npm = out
		}
	}
	return c, npm
}

// plantNasty puts nasty texts into a contract, one after the other, as far as it is
// accepted with them.
func plantNasty(t *testing.T, files fstest.MapFS) (_ fstest.MapFS, planted int) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		for i := range texts(t, files[name].Data) {
			for _, text := range []string{strings.Join(nasty[:len(nasty)-1], ""), nasty[i%len(nasty)]} {
				changed := maps.Clone(files)
				changed[name] = &fstest.MapFile{Data: withText(t, files[name].Data, i, text)}
				if _, err := contract.ReadFS(changed); err == nil {
					files, planted = changed, planted+1
					break
				}
			}
		}
	}
	return files, planted
}

// compileGo vets the packages in a folder, which has the given import path.
func compileGo(t *testing.T, dir, importPath string) {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(mod), "\n")
	write(t, filepath.Join(dir, "go.mod"), []byte("module "+importPath+"\n"+rest+"\nrequire github.com/mediamesh/events v0.0.0\n\nreplace github.com/mediamesh/events => "+root+"\n"))
	sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "go.sum"), sums)
	cmd := exec.CommandContext(t.Context(), "go", "vet", "./...")
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go vet: %v\n%.3000s", err, out)
	}
}

// compileTypeScript checks the declarations in a folder, and the syntax of its scripts.
func compileTypeScript(t *testing.T, dir string) {
	t.Helper()
	modules, err := filepath.Abs("../../test/typescript/node_modules")
	if err != nil {
		t.Fatal(err)
	}
	compiler := filepath.Join(modules, "typescript/lib/tsc.js")
	if !exists(compiler) {
		if os.Getenv("CI") != "" {
			t.Fatal("npm ci --ignore-scripts --prefix test/typescript was not run")
		}
		t.Log("TypeScript is not compiled: run npm ci --ignore-scripts --prefix test/typescript")
		return
	}
	args := [][]string{{compiler, "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--typeRoots", filepath.Join(modules, "@types"), "--types", "node", "index.d.ts"}}
	scripts, err := filepath.Glob(filepath.Join(dir, "*.js"))
	if err != nil {
		t.Fatal(err)
	}
	below, err := filepath.Glob(filepath.Join(dir, "*", "*.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range append(scripts, below...) {
		args = append(args, []string{"--check", script})
	}
	for _, a := range args {
		cmd := exec.CommandContext(t.Context(), "node", a...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Errorf("node %q: %v\n%.3000s", a, err, out)
		}
	}
}
