//go:build unix

package security

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A contract has generate write, or delete, what is not generated. It ends with an
// error that names the place, and everything outside of it is as it was.
func TestGenerate_TouchesNoFilesOfOthers(t *testing.T) {
	const beside = "title: Shop\ndomains: [{name: shop}]\n"
	for name, c := range map[string]struct {
		catalog string
		files   map[string]string // beside the contract folder; "-> x" is a link to x
		want    string
	}{
		"temporary file is a link": {"go: {dir: ../out, package: example.com/out}\nasyncapi: {file: ../docs/asyncapi.yaml}\n",
			map[string]string{"docs/asyncapi.yaml.tmp": "-> ../../victim/mine.txt"}, ""},
		"folder is a link": {"go: {dir: ../out, package: example.com/out}\n",
			map[string]string{"out/schemas": "-> ../../victim"}, "out/schemas is no regular file; generated files do not pass through links"},
		"output is a link": {"go: {dir: ../out, package: example.com/out}\n",
			map[string]string{"out": "-> ../victim"}, "out is no regular file"},
		"file is a link": {"go: {dir: ../out, package: example.com/out}\n",
			map[string]string{"out/catalog.go": "-> ../../victim/mine.txt"}, "out/catalog.go is no regular file"},
		"outside":            {"go: {dir: ../../victim, package: example.com/out}\n", nil, "which is outside of"},
		"absolute":           {"go: {dir: /usr, package: example.com/out}\n", nil, ""}, // is below the contract folder
		"schemas of a user":  {"go: {dir: .., package: example.com/out}\n", map[string]string{"schemas/mine.json": "{}"}, ""},
		"README":             {"go: {dir: ../out, package: example.com/out}\nmarkdown: {file: ../README.md}\n", map[string]string{"README.md": "mine"}, "README.md is there, and was not generated"},
		"workflow":           {"go: {dir: ../out, package: example.com/out}\nasyncapi: {file: ../.github/workflows/ci.yaml}\n", map[string]string{".github/workflows/ci.yaml": "on: push"}, "ci.yaml is there, and was not generated"},
		"package of the app": {"go: {dir: ../out, package: example.com/out}\ntypescript: {dir: ../app, package: shop}\n", map[string]string{"app/package.json": "{\"mine\": 1}"}, "app/package.json is there, and was not generated"},
		"code of the app":    {"go: {dir: ../app, package: example.com/out}\n", map[string]string{"app/catalog.go": "package app"}, "app/catalog.go is there, and was not generated"},
	} {
		t.Run(name, func(t *testing.T) {
			top := t.TempDir()
			write(t, top, map[string]string{"victim/mine.txt": "mine", "victim/mine.json": "{}", "victim/shop.placed.v1.json": "{}"})
			write(t, top, map[string]string{"repo/contract/catalog.yaml": beside + c.catalog, "repo/contract/shop/placed.yaml": placed(published)})
			for path, content := range c.files {
				if to, link := strings.CutPrefix(content, "-> "); link {
					at := filepath.Join(top, "repo", path)
					if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.Symlink(to, at); err != nil {
						t.Fatal(err)
					}
				} else {
					write(t, filepath.Join(top, "repo"), map[string]string{path: content})
				}
			}
			before := contents(t, top)
			got := mediamesh(t, filepath.Join(top, "repo"), "generate", "--contract", "contract")
			if !strings.Contains(got.stderr, c.want) || (got.code == 0) != (c.want == "") {
				t.Errorf("exit code %d\n%s%s\nwant %q", got.code, got.stdout, got.stderr, c.want)
			}
			after := contents(t, top)
			for path, content := range before {
				if after[path] != content {
					t.Errorf("%s was %q, and is %q", path, content, after[path])
				}
			}
			for path := range after {
				if _, was := before[path]; !was && strings.HasPrefix(path, "victim/") {
					t.Errorf("%s was written", path)
				}
			}
		})
	}
}

// contents are all files below a folder. A link's content is where it leads.
func contents(t *testing.T, top string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel(top, path)
		if d.Type()&fs.ModeSymlink != 0 {
			out[name], err = os.Readlink(path)
			return err
		}
		data, err := os.ReadFile(path)
		out[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
