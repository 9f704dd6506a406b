// Package gen turns a contract's model into files. Emitters are pure functions: they read
// the model and return what they would write; [Output] reads and writes the disk.
//
// To add a target, write an emitter beside the others and name it in Files.
package gen

import (
	"bytes"

	"github.com/mediamesh/events/internal/contract"
)

// A File is a file that an emitter generates.
type File struct {
	Path string // slash-separated, relative to the output folder
	Data []byte

	// Made reports whether a file that another program makes from generated ones is up to
	// date; it has no Data. How says how to make it.
	Made func(data []byte) bool
	How  string

	// Mark is the first line of a document that is stored among files of others, "" for all
	// other files, whose folders belong to the generator.
	Mark string
}

// is reports whether a file on disk is up to date, ignoring line endings: git writes those
// of a checkout as its user wants them.
func (f File) is(data []byte) bool {
	data = bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n"))
	if f.Made != nil {
		return f.Made(data)
	}
	return bytes.Equal(data, f.Data)
}

// Files returns the files of a contract's Go target, by path. The error is
// contract.Problems if the contract asks for something that no emitter can generate.
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
