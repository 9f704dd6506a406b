package gen

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// documents returns the files for people and other tools that a contract asks
// for, and the codec of the metadata, by folder. They lie among files of others,
// also of other contracts.
func documents(c *contract.Contract) ([]Target, error) {
	var targets []Target
	add := func(file string, f File) {
		dir, name := path.Split(path.Clean(file))
		dir, f.Path = path.Clean(dir), name
		for i := range targets {
			if targets[i].Dir == dir {
				targets[i].Files = append(targets[i].Files, f)
				sortFiles(targets[i].Files)
				return
			}
		}
		targets = append(targets, Target{Dir: dir, Files: []File{f}})
	}
	if ownsEnvelope(c) {
		f, err := goEnvelope()
		if err != nil {
			return nil, err
		}
		add(envelopeFile, f)
	}
	if c.AsyncAPI != nil {
		data, err := AsyncAPI(c)
		if err != nil {
			return nil, err
		}
		add(c.AsyncAPI.File, document("# ", "", c, data))
	}
	if c.Markdown != nil {
		add(c.Markdown.File, document("<!-- ", " -->", c, Markdown(c)))
	}
	return targets, nil
}

// document marks a file as its contract's own, which goes by its Go package.
func document(begin, end string, c *contract.Contract, data []byte) File {
	mark := begin + generatedBy + "the contract of " + c.Go.Package + "; DO NOT EDIT." + end + "\n"
	return File{Mark: mark, Data: append([]byte(mark+"\n"), data...)}
}

// orphanedDocuments lists other files in the folder with the mark of one of the files:
// documents that were renamed.
func (r *root) orphanedDocuments(files []File) ([]Difference, error) {
	dir, err := r.Open(r.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	entries, err := dir.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	var diffs []Difference
	for _, entry := range entries {
		name := entry.Name()
		if !entry.Type().IsRegular() || slices.ContainsFunc(files, func(f File) bool { return f.Path == name }) {
			continue
		}
		for _, f := range files {
			begins, err := r.read(name, int64(len(f.Mark)))
			if err != nil {
				return nil, err
			}
			if f.Mark != "" && string(begins) == f.Mark {
				diffs = append(diffs, Difference{Path: name, Kind: "orphaned"})
				break
			}
		}
	}
	return diffs, err
}
