package reach

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Cache keeps maps in a directory. The zero Cache keeps nothing.
type Cache struct{ Dir string }

// Key returns a hash of the sources of packages: the files in their directories
// and everything below testdata. files are single files that count as well.
func Key(dirs []string, files ...string) (string, error) {
	h := sha256.New()
	fmt.Fprintln(h, "2", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	for _, file := range files {
		if err := add(h, file); err != nil {
			return "", err
		}
	}
	for _, dir := range dirs {
		fmt.Fprintln(h, dir)
		if err := addDir(h, dir); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%x", h.Sum(nil)[:16]), nil
}

func addDir(h hash.Hash, dir string) error {
	return filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && filepath.Dir(file) == dir && d.Name() != "testdata":
			return fs.SkipDir
		case d.Type().IsRegular():
			return add(h, file)
		default:
			return nil
		}
	})
}

func add(h hash.Hash, file string) error {
	f, err := os.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	fmt.Fprintln(h, file)
	_, err = io.Copy(h, f)
	return err
}

// Load returns the map that was saved with key, or nil.
func (c Cache) Load(key string) *Map {
	if c.Dir == "" {
		return nil
	}
	text, err := os.ReadFile(c.file(key))
	if err != nil {
		return nil
	}
	var m Map
	if err := json.Unmarshal(text, &m); err != nil {
		return nil
	}
	return &m
}

// Save saves a map.
func (c Cache) Save(key string, m *Map) error {
	if c.Dir == "" {
		return nil
	}
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Dir, 0o755); err != nil {
		return err
	}
	temp, err := os.CreateTemp(c.Dir, "new-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(text)
	if err := errors.Join(err, temp.Close()); err != nil {
		return err
	}
	return os.Rename(temp.Name(), c.file(key))
}

func (c Cache) file(key string) string { return filepath.Join(c.Dir, key+".json") }
