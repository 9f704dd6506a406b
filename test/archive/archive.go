// Package archive holds test cases in txtar files: a case is one archive, with
// the files that go in and those that are wanted.
package archive

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// A Case is the archive of one test case.
type Case struct {
	Name    string // of the file, without its extension
	file    string
	archive *txtar.Archive
}

// Open reads the cases of a pattern, as [filepath.Glob] has it; at least one.
func Open(t testing.TB, pattern string) []*Case {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil || len(names) == 0 {
		t.Fatalf("%d cases %s, %v", len(names), pattern, err)
	}
	var cases []*Case
	for _, name := range names {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, &Case{strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), name, a})
	}
	return cases
}

// Files are those below a folder of the archive, or all for "".
func (c *Case) Files(folder string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range c.archive.Files {
		name, in := f.Name, true
		if folder != "" {
			name, in = strings.CutPrefix(f.Name, folder+"/")
		}
		if in {
			files[name] = &fstest.MapFile{Data: f.Data, Mode: 0o644}
		}
	}
	return files
}

// Want compares a text with the file of that name, or with update writes it.
func (c *Case) Want(t testing.TB, name, got string, update bool) {
	t.Helper()
	var want []byte
	at := -1
	for i, f := range c.archive.Files {
		if f.Name == name {
			want, at = f.Data, i
		}
	}
	if update && string(want) != got {
		if want = []byte(got); at < 0 {
			at = len(c.archive.Files)
			c.archive.Files = append(c.archive.Files, txtar.File{Name: name})
		}
		c.archive.Files[at].Data = want
		if err := os.WriteFile(c.file, txtar.Format(c.archive), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: %s (-want +got):\n%s", c.file, name, diff)
	}
}
