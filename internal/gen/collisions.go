package gen

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// collisions finds target folders that conflict with another target, or with the contract
// in dir: a target removes files of its folders that nothing asks for, so it would remove
// the other's. A folder may contain another target, or the contract, beside the folders
// that files are generated into: go.dir may be the root of a repository. It may also be
// inside the contract folder, where it removes only generated files.
//
// Names that differ only in letter case are equal, as on macOS and Windows.
func collisions(c *contract.Contract, code []Target, dir string) (problems contract.Problems) {
	refuse := func(pos contract.Pos, format string, args ...any) {
		problems = append(problems, contract.Problem{Pos: pos, Rule: "generate", Message: fmt.Sprintf(format, args...)})
	}
	home := homeOf(dir)
	for i, t := range code {
		for _, folder := range folders(t.Files) {
			into := path.Join(t.Dir, folder)
			if isWithin(home, ".", into) {
				refuse(t.pos, "the contract folder %s is in %s, which %s %s generates files into; name another folder, such as ../catalog", path.Base(home), into, t.key, t.Dir)
			}
			for j, other := range code {
				if i != j && isWithin(home, other.Dir, into) {
					refuse(other.pos, "%s %s is in %s, which %s %s generates files into; name a folder beside %s", other.key, other.Dir, into, t.key, t.Dir, t.Dir)
				}
			}
		}
		for _, other := range code[:i] {
			if isWithin(home, t.Dir, other.Dir) && isWithin(home, other.Dir, t.Dir) {
				refuse(t.pos, "%s %s is the folder of %s %s; give each a folder of its own", t.key, t.Dir, other.key, other.Dir)
			}
		}
	}
	if c.AsyncAPI != nil && isWithin(home, c.AsyncAPI.File, ".") {
		refuse(c.AsyncAPI.Pos, "asyncapi.file %s is in the contract folder %s, where each YAML file is a part of the contract; put it elsewhere, such as ../docs/%s", c.AsyncAPI.File, path.Base(home), path.Base(c.AsyncAPI.File))
	}
	return problems
}

// homeOf is the whole path of the contract folder. For none, it is one that no path of
// a contract leads to.
func homeOf(dir string) string {
	if dir == "" {
		return strings.Repeat("/\x00", 1024)
	}
	abs, err := filepath.Abs(dir)
	if err != nil {
		abs = dir
	}
	return filepath.ToSlash(abs)
}

// isWithin reports whether a path, relative to the contract folder, is one of a folder
// or leads to something in it.
func isWithin(home, name, folder string) bool {
	fold := func(p string) string { return strings.ToLower(strings.TrimSuffix(path.Join(home, p), "/") + "/") }
	return strings.HasPrefix(fold(name), fold(folder))
}
