package gen_test

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/gen"
	"github.com/mediamesh/events/test/archive"
)

var update = flag.Bool("update", false, "write what golden cases want")

// TestGolden has a case for each folder of testdata/golden: contract/ goes in,
// and want/ comes out. Where there is a call/, a program, it is compiled with what
// was generated, and prints want-call.txt.
func TestGolden(t *testing.T) {
	cases, err := filepath.Glob("testdata/golden/*/contract")
	if err != nil || len(cases) < 3 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, c := range cases {
		dir := filepath.Dir(c)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			files, err := generate(c)
			if err != nil {
				t.Fatal(err)
			}
			if *update {
				if _, err := output(t, filepath.Join(dir, "want")).Write(files); err != nil {
					t.Fatal(err)
				}
			}
			compareFiles(t, filepath.Join(dir, "want"), files)
			if call := filepath.Join(dir, "call"); exists(call) {
				out := runGenerated(t, call, files)
				if *update {
					write(t, filepath.Join(dir, "want-call.txt"), out)
				}
				compareText(t, filepath.Join(dir, "want-call.txt"), string(out))
			}
		})
	}
}

// TestFiles_Refuses has a contract for each archive of testdata/refused, and its
// problems in want.txt.
func TestFiles_Refuses(t *testing.T) {
	for _, c := range archive.Open(t, "testdata/refused/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			read, err := contract.ReadFS(c.Files(""))
			if err == nil {
				_, err = gen.Files(read)
			}
			c.Want(t, "want.txt", problems(t, err), *update)
		})
	}
}

func generate(dir string) ([]gen.File, error) {
	c, err := contract.Read(dir)
	if err != nil {
		return nil, err
	}
	return gen.Files(c)
}

// problems returns the error's text, which must be about the contract.
func problems(t *testing.T, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	var ps contract.Problems
	if !errors.As(err, &ps) {
		t.Fatalf("%T, want contract.Problems: %v", err, err)
	}
	return err.Error() + "\n"
}

func compareText(t *testing.T, path, got string) {
	t.Helper()
	want, err := os.ReadFile(path)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

func compareFiles(t *testing.T, dir string, files []gen.File) {
	t.Helper()
	diffs, err := output(t, dir).Check(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diffs {
		t.Errorf("%s/%s is %s; go test ./internal/gen -update writes it", dir, d.Path, d.Kind)
	}
}

// runGenerated puts the files into a module of their own, beside the program,
// and returns what the program prints.
func runGenerated(t *testing.T, call string, files []gen.File) []byte {
	t.Helper()
	dir := newModule(t, repository(t))
	if _, err := output(t, filepath.Join(dir, "catalog")).Write(files); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(filepath.Join(dir, "call"), os.DirFS(call)); err != nil {
		t.Fatal(err)
	}
	out, err := goTool(dir, "run", "./call")
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// newModule makes a module example.com/kinds that takes package events from a
// folder.
func newModule(t *testing.T, runtime string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, filepath.Join(dir, "go.mod"), []byte(`module example.com/kinds

go 1.26.0

require github.com/mediamesh/events v0.0.0

replace github.com/mediamesh/events => `+runtime+"\n"))
	return dir
}

func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// goTool runs the go command in a module; its error holds what it printed.
func goTool(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOPROXY=off", "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.New(strings.TrimSpace(stderr.String()))
	}
	return out, nil
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// The file of shared types imports package time if a type has a time: an object, or a
// map alone.
func TestGo_ImportsTimeForSharedTypes(t *testing.T) {
	for _, c := range []struct {
		name, schema string
		want         bool
	}{
		{"object with a time", "{type: object, properties: {at: {type: string, format: date-time}}}", true},
		{"object without", "{type: object, properties: {at: {type: string, format: date}}}", false},
		{"map of times", "{type: object, additionalProperties: {type: string, format: date-time}}", true},
		{"map without", "{type: object, additionalProperties: {type: string}}", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			read, err := contract.ReadFS(fstest.MapFS{
				"catalog.yaml":     {Data: []byte("title: Shop\ngo: {dir: ../out, package: example.com/shop/out}\ndomains:\n  - {name: shop, events: [placed]}\n")},
				"shop/placed.yaml": {Data: []byte("type: shop.placed\nversion: 1.0.0\nname: Placed\nconstant: SHOP_PLACED\npayload: {type: object, properties: {part: {$ref: Part}}}\n")},
				"types/Part.yaml":  {Data: []byte(c.schema + "\n")},
			})
			if err != nil {
				t.Fatal(err)
			}
			files, err := gen.Files(read)
			if err != nil {
				t.Fatal(err)
			}
			i := slices.IndexFunc(files, func(f gen.File) bool { return f.Path == "shop/types.go" })
			if i < 0 {
				t.Fatal("there is no shop/types.go")
			}
			if got := strings.Contains(string(files[i].Data), "\t\"time\"\n"); got != c.want {
				t.Errorf("imports time: %t, want %t, in\n%s", got, c.want, files[i].Data)
			}
		})
	}
}
