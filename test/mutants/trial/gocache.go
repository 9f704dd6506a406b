package trial

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// buildCache is a build cache for mutants. It starts as hard links to the files
// of another build cache, so that it takes little space, and what is compiled for
// a mutant can be removed again.
type buildCache struct {
	dir  string
	base map[string]bool // files that were there from the start
}

// newBuildCache links the files of the cache base in dir.
func newBuildCache(base, dir string) (*buildCache, error) {
	c := &buildCache{dir, map[string]bool{}}
	err := filepath.WalkDir(base, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // another build removed it
		}
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(base, name)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(dir, rel), 0o755)
		}
		err = os.Link(name, filepath.Join(dir, rel))
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		c.base[rel] = true
		return err
	})
	return c, err
}

// clear removes what was added since the start.
func (c *buildCache) clear() error {
	return filepath.WalkDir(c.dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(c.dir, name)
		if err != nil || c.base[rel] {
			return err
		}
		return os.Remove(name)
	})
}
