package typescript

import (
	"archive/tar"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
)

// What is packed is what is generated, what a person reads, and nothing else.
func TestPackedFiles(t *testing.T) {
	requireNode(t)
	c, err := contract.Read("../../contract")
	if err != nil {
		t.Fatal(err)
	}
	files, err := gen.TypeScript(c)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"LICENSE", "README.md"}
	for _, f := range files {
		if f.Path != "build-validators.mjs" {
			want = append(want, f.Path)
		}
	}
	slices.Sort(want)
	var got []string
	for name := range packed(t) {
		got = append(got, name)
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("packed (-want +got):\n%s", diff)
	}
}

// The package that npm would install works by itself, required and imported.
func TestPackedPackage(t *testing.T) {
	requireNode(t)
	dir := t.TempDir()
	for name, data := range packed(t) {
		path := filepath.Join(dir, "node_modules/@mediamesh/events", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const use = `const t = e.serializeEvent({metadata: e.createEventMetadata("search.indexed", "s"),
		payload: {contentId: "c", contentType: "t", title: "t", indexedAt: "2026-01-15T10:00:00Z", indexVersion: "v"}});
		process.stdout.write(e.deserializeEvent(t, e.SEARCH_INDEXED).payload.indexedAt + " " + Object.keys(require.cache ?? {}).filter((f) => !f.includes("@mediamesh")).length);`
	for name, source := range map[string]string{
		"a.cjs": `const e = require("@mediamesh/events"); ` + use,
		"a.mjs": `import * as e from "@mediamesh/events"; import { createRequire } from "node:module"; const require = createRequire(import.meta.url); ` + use,
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		got := run(t, nil, "node", path)
		want := map[string]string{"a.cjs": "2026-01-15T10:00:00.000Z 1", "a.mjs": "2026-01-15T10:00:00.000Z 0"}[name]
		if got != want {
			t.Errorf("%s prints %q, want %q", name, got, want)
		}
	}
}

// It says itself that it needs nothing.
func TestNoDependencies(t *testing.T) {
	data, err := os.ReadFile("../../ts/package.json")
	if err != nil {
		t.Fatal(err)
	}
	var manifest map[string]any
	if err := json.Unmarshal(data, &manifest); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"dependencies", "peerDependencies", "optionalDependencies", "bundleDependencies"} {
		if manifest[kind] != nil {
			t.Errorf("%s are %v", kind, manifest[kind])
		}
	}
}

// Others judge how a package is put together: publint, and whether its types
// are right for whoever imports it, in whichever way.
func TestPackageByOthers(t *testing.T) {
	requireNode(t)
	run(t, nil, "node", "node_modules/publint/src/cli.js", "--strict", "../../ts")
	run(t, nil, "node", "node_modules/@arethetypeswrong/cli/dist/index.js", "--pack", "../../ts")
}

// Ajv makes the validators anew, to the same bytes.
func TestValidatorsAreAjvs(t *testing.T) {
	requireNode(t)
	dir := t.TempDir()
	for _, name := range []string{"build-validators.mjs", "lib/schemas.js"} {
		copyFile(t, filepath.Join("../../ts", name), filepath.Join(dir, name))
	}
	modules, err := filepath.Abs("node_modules")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	run(t, nil, "node", filepath.Join(dir, "build-validators.mjs"))
	want, err := os.ReadFile("../../ts/lib/validators.js")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(dir, "lib/validators.js"))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Error("ts/lib/validators.js is not what Ajv makes: npm run validators --prefix ts")
	}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// packed is what npm would publish.
func packed(t *testing.T) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	run(t, nil, "npm", "pack", "--ignore-scripts", "--silent", "--pack-destination", dir, "../../ts")
	archives, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(archives) != 1 {
		t.Fatalf("%v, %v", archives, err)
	}
	f, err := os.Open(archives[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	files := make(map[string][]byte)
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files
		}
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimPrefix(h.Name, "package/")] = data
	}
}
