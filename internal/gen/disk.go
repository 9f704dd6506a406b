package gen

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// A Difference is a file that is not as the contract wants it.
type Difference struct {
	Path string // relative to the output folder
	Kind string // "missing", "different" or "orphaned": no contract file asks for it
	How  string // for a file that is made by others from generated ones: how
}

// Check compares the output folder with files.
func Check(dir string, files []File) ([]Difference, error) {
	var diffs []Difference
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.Path)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			diffs = append(diffs, Difference{f.Path, "missing", f.How})
		case err != nil:
			return nil, err
		case !f.is(data):
			diffs = append(diffs, Difference{f.Path, "different", f.How})
		}
	}
	orphans, err := orphaned(dir, files)
	return append(diffs, orphans...), err
}

// Write makes the output folder hold files and nothing else that is generated.
// It returns what it changed. What others make from generated files it leaves as
// it is: a [Check] afterwards names it.
func Write(dir string, files []File) ([]Difference, error) {
	diffs, err := Check(dir, files)
	if err != nil {
		return nil, err
	}
	diffs = slices.DeleteFunc(diffs, func(d Difference) bool { return d.How != "" })
	for _, d := range diffs {
		path := filepath.Join(dir, filepath.FromSlash(d.Path))
		if d.Kind == "orphaned" {
			if err := os.Remove(path); err != nil {
				return nil, err
			}
			continue
		}
		i := slices.IndexFunc(files, func(f File) bool { return f.Path == d.Path })
		if err := replace(path, files[i].Data); err != nil {
			return nil, err
		}
	}
	return diffs, nil
}

// replace writes a file so that a reader sees the old or the new one, whole.
func replace(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	tmp := path + ".tmp"
	if err := os.WriteFile(tmp, data, 0o666); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}

// orphaned lists generated files that are not among files. Files of others are
// let alone: only what carries the generator's mark is its own.
func orphaned(dir string, files []File) ([]Difference, error) {
	if slices.ContainsFunc(files, func(f File) bool { return f.Mark != "" }) {
		return orphanedDocuments(dir, files)
	}
	var diffs []Difference
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == dir {
			return filepath.SkipAll
		}
		if err == nil && d.IsDir() && d.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if slices.ContainsFunc(files, func(f File) bool { return f.Path == rel }) {
			return nil
		}
		data, err := os.ReadFile(path)
		if err == nil && isGenerated(rel, data) {
			diffs = append(diffs, Difference{Path: rel, Kind: "orphaned"})
		}
		return err
	})
	return diffs, err
}
