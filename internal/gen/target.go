package gen

import (
	"cmp"
	"path"
	"slices"

	"github.com/mediamesh/events/internal/contract"
)

// A Target is a folder that is generated from a contract.
type Target struct {
	Dir   string // relative to the contract folder
	Files []File
	// Keep are folders, relative to the contract folder, in which this target neither
	// writes nor removes files: that of the contract, and those of other targets. See
	// [NewOutput].
	Keep []string

	key string       // of catalog.yaml, "go.dir"
	pos contract.Pos // of that
}

// Targets returns everything that is generated from a contract, Go first. The error is
// contract.Problems if the contract asks for something that no emitter can generate, or if
// targets conflict with each other or with the contract. dir is the folder of the contract,
// or "" if it has none.
func Targets(c *contract.Contract, dir string) ([]Target, error) {
	files, err := Files(c)
	if err != nil {
		return nil, err
	}
	code := []Target{{Dir: c.Go.Dir, Files: files, key: "go.dir", pos: c.Go.Pos}}
	if c.TypeScript != nil {
		if files, err = TypeScript(c); err != nil {
			return nil, err
		}
		code = append(code, Target{Dir: c.TypeScript.Dir, Files: files, key: "typescript.dir", pos: c.TypeScript.Pos})
	}
	for i := range code {
		code[i].Keep = []string{"."}
		for j, other := range code {
			if i != j {
				code[i].Keep = append(code[i].Keep, other.Dir)
			}
		}
	}
	if problems := collisions(c, code, dir); len(problems) > 0 {
		return nil, problems
	}
	more, err := documents(c)
	return append(code, more...), err
}

func sortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
}

// folders are the folders below its own that a target has files in, sorted.
func folders(files []File) (list []string) {
	for _, f := range files {
		if dir := path.Dir(f.Path); dir != "." {
			list = append(list, dir)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
