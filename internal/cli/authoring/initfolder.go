package authoring

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/mediamesh/events/internal/cli/authoring/starter"
)

// empty reports whether a folder is empty or does not exist.
func empty(dir string) bool {
	entries, err := os.ReadDir(dir)
	return errors.Is(err, fs.ErrNotExist) || err == nil && len(entries) == 0
}

// writeNew writes files that do not exist yet: either all of them, or none.
func writeNew(dir string, files []starter.File) (err error) {
	var made []string // innermost last
	defer func() {
		if err == nil {
			return
		}
		for i := len(made) - 1; i >= 0; i-- {
			_ = os.Remove(made[i]) // a folder is removed only if it is empty
		}
	}()
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		folders, err := makeFolders(filepath.Dir(name))
		made = append(made, folders...)
		if err != nil {
			return err
		}
		file, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o666)
		if err != nil {
			return err
		}
		made = append(made, name)
		if _, err := file.Write(f.Data); err != nil {
			return errors.Join(err, file.Close())
		}
		if err := file.Close(); err != nil {
			return err
		}
	}
	return nil
}

// makeFolders creates a folder and its parents. It returns those that did not exist.
func makeFolders(dir string) ([]string, error) {
	_, err := os.Stat(dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	made, err := makeFolders(filepath.Dir(dir))
	if err == nil {
		err = os.Mkdir(dir, 0o777)
	}
	if err == nil {
		made = append(made, dir)
	}
	return made, err
}
