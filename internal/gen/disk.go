package gen

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A Difference is a file that is not up to date.
type Difference struct {
	Path string // relative to the output folder
	Kind string // "missing", "different" or "orphaned": no contract file asks for it
	How  string // for a file that another program makes from generated ones: how
}

// OutsideError reports that an output folder is not within the folder that generated files
// may be in.
type OutsideError struct{ Dir, Within string }

func (e *OutsideError) Error() string {
	return fmt.Sprintf("%s is outside of %s", e.Dir, e.Within)
}

// ForeignError reports that a file cannot be generated because a file that was not
// generated, or a link, is in its place.
type ForeignError struct {
	Path   string
	Reason string
}

func (e *ForeignError) Error() string { return e.Path + " " + e.Reason }

const (
	notGenerated = "exists and was not generated; move it, or choose another place in catalog.yaml"
	otherPlace   = "choose another place in catalog.yaml"
	notRegular   = "is not a regular file; generated files are not written through links"
	fileInTheWay = "is a file, and a folder is needed; move it, or " + otherPlace
	dirInTheWay  = "is a folder, and a file is needed; move it, or " + otherPlace
)

// An Output is an output folder. Nothing outside of it is read or written, and symbolic
// links are never followed: the contract that names it may not be trusted.
type Output struct {
	within string   // a folder without symbolic links in its path
	dir    string   // relative to it, with slashes
	keep   []string // folders
}

// NewOutput returns the output folder dir, which must be within another folder, or be that
// folder. Folders below it that are listed in keep are not part of it: nothing in them is
// written or removed. The error is an *OutsideError, or reports that a path is unusable.
func NewOutput(within, dir string, keep ...string) (Output, error) {
	top, err := resolved(within)
	if err != nil {
		return Output{}, err
	}
	target, err := filepath.Abs(dir)
	if err != nil {
		return Output{}, err
	}
	if rel, err := filepath.Rel(absolute(within), target); err == nil && ofGit(rel) {
		return Output{}, &ForeignError{dir, "belongs to git; choose another place in catalog.yaml"}
	}
	// The existing part of within may have been named by a link.
	if rel, err := filepath.Rel(absolute(within), target); err == nil && filepath.IsLocal(rel) {
		return Output{top, filepath.ToSlash(rel), keep}, nil
	}
	if rel, err := filepath.Rel(top, target); err == nil && filepath.IsLocal(rel) {
		return Output{top, filepath.ToSlash(rel), keep}, nil
	}
	return Output{}, &OutsideError{dir, within}
}

// ofGit reports whether a path leads into a repository's own files.
func ofGit(path string) bool {
	return slices.ContainsFunc(strings.Split(filepath.ToSlash(path), "/"), func(s string) bool { return strings.EqualFold(s, ".git") })
}

func resolved(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

func absolute(dir string) string {
	abs, _ := filepath.Abs(dir) // which failed before, if at all
	return abs
}

// open opens the folder that the output is within.
func (o Output) open() (*root, error) {
	r, err := os.OpenRoot(o.within)
	if err != nil {
		return nil, err
	}
	out := &root{Root: r, dir: o.dir}
	for _, dir := range o.keep {
		if info, err := os.Stat(dir); err == nil {
			out.keep = append(out.keep, info)
		}
	}
	return out, nil
}

// Check compares the output folder with files.
func (o Output) Check(files []File) ([]Difference, error) {
	r, err := o.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return r.check(files)
}

// Write makes the output folder contain files and no other generated ones. It returns what
// it changed. Files that other programs make from generated ones are left alone; a
// [Output.Check] afterwards reports them. If a file that was not generated is in the place
// of a generated one, the error is a *ForeignError and nothing is written.
func (o Output) Write(files []File) ([]Difference, error) {
	r, err := o.open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	diffs, err := r.check(files)
	if err != nil {
		return nil, err
	}
	diffs = slices.DeleteFunc(diffs, func(d Difference) bool { return d.How != "" })
	file := func(d Difference) File {
		return files[slices.IndexFunc(files, func(f File) bool { return f.Path == d.Path })]
	}
	ours, err := r.manifest()
	if err != nil {
		return nil, err
	}
	for _, d := range diffs {
		if d.Kind != "different" {
			continue
		}
		if mine, err := r.generated(file(d), ours); err != nil {
			return nil, err
		} else if !mine {
			return nil, &ForeignError{r.name(d.Path), notGenerated}
		}
	}
	for i, d := range diffs {
		if d.Kind == "orphaned" {
			err = r.Remove(r.name(d.Path))
		} else {
			err = r.replace(d.Path, file(d).Data)
		}
		if err != nil {
			return diffs[:i], err
		}
	}
	return diffs, nil
}

// root is where an output folder is opened.
type root struct {
	*os.Root
	dir  string
	keep []fs.FileInfo // folders of others
}

// name is the path of a file of the output folder in the root.
func (r *root) name(file string) string { return path.Join(r.dir, file) }

// stat returns what a file of the output folder is, nil if there is none. Links on
// the way to it are a *ForeignError.
func (r *root) stat(file string) (fs.FileInfo, error) {
	name := r.name(file)
	for i, c := range name + "/" {
		if c != '/' {
			continue
		}
		info, err := r.Lstat(name[:i])
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, nil
		case err != nil:
			return nil, err
		case i < len(name) && info.Mode().IsRegular():
			return nil, &ForeignError{name[:i], fileInTheWay}
		case i == len(name) && info.IsDir():
			return nil, &ForeignError{name, dirInTheWay}
		case info.Mode()&fs.ModeSymlink != 0, i == len(name) && !info.Mode().IsRegular(), i < len(name) && !info.IsDir():
			return nil, &ForeignError{name[:i], notRegular}
		case i == len(name):
			return info, nil
		}
	}
	return nil, nil
}

// maxGenerated is the largest file that is read, in bytes. Larger ones are not
// generated.
const maxGenerated = 64 << 20

func (r *root) read(file string, most int64) ([]byte, error) {
	f, err := r.Open(r.name(file))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, most))
}

func (r *root) check(files []File) ([]Difference, error) {
	if err := r.mine(files); err != nil {
		return nil, err
	}
	var diffs []Difference
	for _, f := range files {
		info, err := r.stat(f.Path)
		if err != nil {
			return nil, err
		}
		if info == nil {
			diffs = append(diffs, Difference{f.Path, "missing", f.How})
			continue
		}
		data, err := r.read(f.Path, maxGenerated)
		if err != nil {
			return nil, err
		}
		if !f.is(data) {
			diffs = append(diffs, Difference{f.Path, "different", f.How})
		}
	}
	orphans, err := r.orphaned(files)
	return append(diffs, orphans...), err
}

// replace writes a file so that a reader sees the old or the new one, whole.
func (r *root) replace(file string, data []byte) error {
	name := r.name(file)
	if err := r.MkdirAll(path.Dir(name), 0o777); err != nil {
		return err
	}
	tmp := fmt.Sprintf("%s.%08x.tmp", name, rand.Uint32())
	f, err := r.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		err = r.Rename(tmp, name)
	}
	if err != nil {
		return errors.Join(err, r.Remove(tmp))
	}
	return nil
}

// generated reports whether the file in the place of a generated one was itself generated.
func (r *root) generated(f File, ours map[string]bool) (bool, error) {
	begins, err := r.read(f.Path, 512)
	switch {
	case err != nil:
		return false, err
	case f.Mark != "":
		sign, _, _ := strings.Cut(f.Mark, generatedBy)
		return bytes.HasPrefix(begins, []byte(sign+generatedBy)), nil
	case bytes.HasPrefix(f.Data, []byte(mark)):
		return bytes.HasPrefix(begins, []byte(mark)), nil
	}
	return ours[f.Path] || ours[path.Dir(f.Path)], nil
}

// schemaName matches the name of a generated schema. The list of schemas may be forged: it
// can name nothing else, and nothing in another folder.
var schemaName = regexp.MustCompile(`^[a-z0-9]+(\.[a-z0-9]+)+\.v[0-9]+\.json$`)

// manifest are the files without a mark that were generated: the schemas that
// schemas.go embeds, and those beside a marked index.js.
func (r *root) manifest() (map[string]bool, error) {
	ours := make(map[string]bool)
	for _, list := range []string{path.Join(schemaFolder, schemaFolder+".go"), "index.js"} {
		info, err := r.stat(list)
		if err != nil || info == nil {
			if err != nil {
				return nil, err
			}
			continue
		}
		data, err := r.read(list, maxGenerated)
		if err != nil {
			return nil, err
		}
		if !bytes.HasPrefix(data, []byte(mark)) {
			continue
		}
		if list == "index.js" {
			ours["."] = true
		}
		for line := range strings.Lines(string(data)) {
			if name, ok := strings.CutPrefix(strings.TrimSpace(line), "//go:embed "); ok && schemaName.MatchString(name) {
				ours[path.Join(schemaFolder, name)] = true
			}
		}
	}
	return ours, nil
}

// isOutput reports whether a folder is one that files are generated into: with the first
// of their Go or TypeScript files.
func (r *root) isOutput(dir string) bool {
	const begin = mark + catalogSource + "; DO NOT EDIT."
	for _, first := range []string{goFirst, tsFirst} {
		if begins, err := r.begin(path.Join(dir, first), len(begin)); err == nil && begins == begin {
			return true
		}
	}
	return false
}

// begin reads the first bytes of a file, of which the name is one in the root.
func (r *root) begin(name string, n int) (string, error) {
	f, err := r.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, int64(n)))
	return string(data), err
}

// kept reports whether a folder belongs to another target.
func (r *root) kept(info fs.FileInfo) bool {
	return slices.ContainsFunc(r.keep, func(k fs.FileInfo) bool { return os.SameFile(k, info) })
}

// mine refuses folders of others among those that files are written into: the contract,
// outputs of other contracts and targets, and what is in them. A file in there would be
// taken for an orphan, by the other one or by this.
func (r *root) mine(files []File) error {
	if len(files) == 0 || files[0].Mark != "" {
		return nil // documents lie among files of others
	}
	planned := make(map[string]bool)
	for _, f := range files {
		planned[r.name(f.Path)] = true
	}
	for _, folder := range folders(files) {
		name := r.name(folder)
		if info, err := r.Lstat(name); err == nil && r.kept(info) {
			return &ForeignError{name, "is the folder of the contract, or of another target; " + otherPlace}
		}
		if !planned[path.Join(name, goFirst)] && !planned[path.Join(name, tsFirst)] && r.isOutput(name) {
			return &ForeignError{name, "is what another contract or target generates into; " + otherPlace}
		}
	}
	for around, folder := path.Dir(r.dir), r.dir; folder != "."; around, folder = path.Dir(around), around {
		if !r.isOutput(around) || r.isOutput(folder) {
			continue
		}
		entries, err := fs.ReadDir(r.FS(), folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, e := range entries {
			name := path.Join(folder, e.Name())
			if !e.Type().IsRegular() || !isCode(name) || planned[name] {
				continue
			}
			if begins, err := r.begin(name, len(mark)); err == nil && begins == mark {
				return &ForeignError{r.dir, "is in " + folder + ", which another contract or target generates into; " + otherPlace}
			}
		}
	}
	return nil
}

// orphaned lists generated files that are not among files. Files of others are left alone:
// the generator owns only files that have its mark or are in its manifest, and whose names
// match the target's files, with one of their endings, in its folder or one directly below.
// A folder that is itself an output folder belongs to another contract or language.
func (r *root) orphaned(files []File) ([]Difference, error) {
	if slices.ContainsFunc(files, func(f File) bool { return f.Mark != "" }) {
		return r.orphanedDocuments(files)
	}
	ours, err := r.manifest()
	if err != nil {
		return nil, err
	}
	wanted, endings := make(map[string]bool), make(map[string]bool)
	for _, f := range files {
		wanted[f.Path], endings[path.Ext(f.Path)] = true, true
	}
	var diffs []Difference
	err = fs.WalkDir(r.FS(), r.dir, func(name string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && name == r.dir {
			return fs.SkipAll
		}
		if err != nil || name == r.dir {
			return err
		}
		rel, err := filepath.Rel(r.dir, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if strings.Contains(rel, "/") || rel == "node_modules" || rel == ".git" || r.isOutput(name) {
				return fs.SkipDir
			}
			if info, err := d.Info(); err != nil || r.kept(info) {
				return cmp.Or(err, fs.SkipDir)
			}
			return nil
		}
		if !d.Type().IsRegular() || wanted[rel] || !endings[path.Ext(rel)] {
			return nil
		}
		orphan := ours[rel]
		if !orphan && isCode(rel) {
			begins, err := r.begin(name, len(mark))
			if err != nil {
				return err
			}
			orphan = begins == mark
		}
		if orphan {
			diffs = append(diffs, Difference{Path: rel, Kind: "orphaned"})
		}
		return nil
	})
	return diffs, err
}
