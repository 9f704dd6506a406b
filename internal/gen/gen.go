// Package gen turns a contract's model into files. It is a pure function:
// emitters read the model and return what they would write; [Check] and
// [Write] deal with the disk.
//
// To add a target: write one emitter beside the others, and name it in Files.
package gen

import (
	"bytes"

	"github.com/mediamesh/events/internal/contract"
)

// A File is what an emitter wants written.
type File struct {
	Path string // slash-separated, relative to the output folder
	Data []byte

	// Made tells whether a file that somebody else makes, from what is generated
	// here, is as it should be; it has no Data. How says how it is made.
	Made func(data []byte) bool
	How  string

	// Mark is how a document begins that lies among files of others, "" for all
	// else, whose folders are the generator's.
	Mark string
}

// is tells whether a file on the disk is as it should be, but for line endings: git
// writes those of a checkout as its user wants them.
func (f File) is(data []byte) bool {
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if f.Made != nil {
		return f.Made(data)
	}
	return bytes.Equal(data, f.Data)
}

// Files returns the files of a contract's Go target, by path. What
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
	sortFiles(files)
	return files, nil
}
