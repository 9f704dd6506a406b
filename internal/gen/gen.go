// Package gen turns a contract's model into files. It is a pure function:
// emitters read the model and return what they would write; [Check] and
// [Write] deal with the disk.
//
// To add a target: write one emitter beside the others, and name it in Files.
package gen

import (
	"cmp"
	"slices"

	"github.com/mediamesh/events/internal/contract"
)

// A File is what an emitter wants written.
type File struct {
	Path string // slash-separated, relative to the output folder
	Data []byte
}

// Files returns all files that are generated from a contract, by path. What
// the contract asks for and no emitter can do is a contract.Problems.
func Files(c *contract.Contract) ([]File, error) {
	var files []File
	for _, emit := range []func(*contract.Contract) ([]File, error){goDomains, goCatalog, schemas} {
		more, err := emit(c)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	return files, nil
}
