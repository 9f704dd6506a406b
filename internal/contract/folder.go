package contract

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Folder is the file system of a contract's folder, or of published schemas. Its files are
// untrusted: only regular files within it can be read, up to a size limit, so that a link,
// a device or a huge file is an error.
func Folder(dir string) fs.FS { return regularFiles(dir) }

type regularFiles string

var errNotRegular = errors.New("it is not a regular file; a contract has no links or devices")

// Open implements [fs.FS].
func (f regularFiles) Open(name string) (fs.File, error) {
	file, err := f.open(name)
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return file, nil
}

func (f regularFiles) open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, fs.ErrInvalid
	}
	root, err := os.OpenRoot(string(f))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() && !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	if info.Mode().IsRegular() && info.Size() > maxFileBytes {
		return nil, fmt.Errorf("the file has %d bytes; split it, %d are the limit", info.Size(), maxFileBytes)
	}
	file, err := root.Open(name)
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return file, nil
	}
	return &limitedFile{File: file, rest: io.LimitReader(file, maxFileBytes+1)}, nil
}

// limitedFile is a file that may grow while it is read.
type limitedFile struct {
	fs.File
	rest io.Reader
}

// Read implements [fs.File].
func (f *limitedFile) Read(p []byte) (int, error) { return f.rest.Read(p) }
