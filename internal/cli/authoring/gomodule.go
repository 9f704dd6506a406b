package authoring

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"golang.org/x/mod/modfile"
)

// goModule is the Go module that contains a folder.
type goModule struct {
	root string // its folder
	path string // "example.com/shop"
	uses bool   // it requires this library, or is this library
}

// moduleOf finds the module that contains dir, which need not exist; nil if there is none.
func moduleOf(dir string) (*goModule, error) {
	for root := dir; ; root = filepath.Dir(root) {
		name := filepath.Join(root, "go.mod")
		data, err := os.ReadFile(name)
		switch {
		case err == nil:
			return readModule(root, name, data)
		case !errors.Is(err, fs.ErrNotExist) && !isNoFolder(root):
			return nil, err
		case root == filepath.Dir(root):
			return nil, nil
		}
	}
}

// isNoFolder reports whether a path does not exist or is not a folder.
func isNoFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err != nil || !info.IsDir()
}

const libraryModule = "github.com/mediamesh/events"

func readModule(root, name string, data []byte) (*goModule, error) {
	f, err := modfile.ParseLax(name, data, nil)
	if err != nil {
		return nil, err
	}
	if f.Module == nil {
		return nil, fmt.Errorf("%s names no module", name)
	}
	m := &goModule{root: root, path: f.Module.Mod.Path}
	m.uses = m.path == libraryModule
	for _, r := range f.Require {
		m.uses = m.uses || r.Mod.Path == libraryModule
	}
	return m, nil
}

// packageOf is the import path of a folder of the module.
func (m *goModule) packageOf(dir string) (string, error) {
	rel, err := filepath.Rel(m.root, dir)
	return path.Join(m.path, filepath.ToSlash(rel)), err
}
