package gen

import (
	"cmp"
	"slices"

	"github.com/mediamesh/events/internal/contract"
)

// A Target is a folder that is generated from a contract.
type Target struct {
	Dir   string // relative to the contract folder
	Files []File
}

// Targets returns all that is generated from a contract, the Go first. What the
// contract asks for and no emitter can do is a contract.Problems.
func Targets(c *contract.Contract) ([]Target, error) {
	files, err := Files(c)
	if err != nil {
		return nil, err
	}
	targets := []Target{{Dir: c.Go.Dir, Files: files}}
	if c.TypeScript != nil {
		if files, err = TypeScript(c); err != nil {
			return nil, err
		}
		targets = append(targets, Target{Dir: c.TypeScript.Dir, Files: files})
	}
	more, err := documents(c)
	return append(targets, more...), err
}

func sortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
}
