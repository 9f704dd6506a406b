package gen_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestOldRuntime compiles generated code against a package events from before
// the version that it needs. It must fail, and at the line that says why.
func TestOldRuntime(t *testing.T) {
	files, err := generate("testdata/golden/kinds/contract")
	if err != nil {
		t.Fatal(err)
	}
	dir := newModule(t, oldRuntime(t))
	if _, err := output(t, filepath.Join(dir, "catalog")).Write(files); err != nil {
		t.Fatal(err)
	}
	_, err = goTool(dir, "build", "./catalog/thing")
	if err == nil {
		t.Fatal("it compiled")
	}
	const want = `catalog/thing/doc.go:11:18: undefined: events.Generated3`
	if !strings.Contains(err.Error(), want) {
		t.Errorf("the compiler says\n%v\nwant %s", err, want)
	}
	source, err := os.ReadFile(filepath.Join(dir, "catalog/thing/doc.go"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(source), "\n")
	if got := strings.Join(lines[7:11], "\n"); got != `// This package was generated for a newer version of package events than go.mod
// asks for if the next line does not compile. To fix it:
// go get github.com/mediamesh/events@latest
const _ = events.Generated3` {
		t.Errorf("lines 8 to 11 are\n%s", got)
	}
}

// oldRuntime copies package events and what it imports without the constant.
func oldRuntime(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	root := repository(t)
	for _, pkg := range []string{".", "wire", "internal/jsonpointer", "internal/mask"} {
		sources, err := filepath.Glob(filepath.Join(root, pkg, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Join(dir, pkg), 0o755); err != nil {
			t.Fatal(err)
		}
		for _, src := range sources {
			if strings.HasSuffix(src, "_test.go") {
				continue
			}
			data, err := os.ReadFile(src)
			if err != nil {
				t.Fatal(err)
			}
			data = regexp.MustCompile(`(?m)^const Generated3.*$`).ReplaceAll(data, nil)
			write(t, filepath.Join(dir, pkg, filepath.Base(src)), data)
		}
	}
	write(t, filepath.Join(dir, "go.mod"), []byte("module github.com/mediamesh/events\n\ngo 1.26.0\n"))
	return dir
}
