package jsonschema

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/mediamesh/events/internal/contract"
)

// ReadFolder reads a folder of published schemas, with one file for each event and major
// version, "content.created.v1.json", such as catalog/schemas. Other files than *.json are
// ignored. The contract has no title, no Go target and no shared types; its domains and
// events are sorted by name.
//
// The errors are *[Error], of all files together, and those of the file
// system.
func ReadFolder(dir string) (*contract.Contract, error) { return ReadFS(contract.Folder(dir)) }

// ReadFS is ReadFolder for any file system, rooted at the folder.
func ReadFS(fsys fs.FS) (*contract.Contract, error) {
	entries, err := fs.ReadDir(fsys, ".") // sorted by name
	if err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	c, all := &contract.Contract{}, &Error{}
	found := false
	for _, entry := range entries {
		if entry.IsDir() || path.Ext(entry.Name()) != ".json" {
			continue
		}
		found = true
		data, err := fs.ReadFile(fsys, entry.Name())
		if err != nil {
			return nil, fmt.Errorf("contract: %w", err)
		}
		e, err := schemaFile(entry.Name(), data)
		var refused *Error
		if errors.As(err, &refused) {
			all.Problems = append(all.Problems, refused.Problems...)
			continue
		}
		take(c, e)
	}
	switch {
	case !found:
		return nil, errors.New("contract: no published schema here: want files such as content.created.v1.json")
	case len(all.Problems) > 0:
		return nil, all
	}
	for _, d := range c.Domains {
		slices.SortFunc(d.Events, func(a, b *contract.Event) int {
			return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Major, b.Major))
		})
	}
	return c, nil
}

// schemaFile reads one file, whose name must say what it holds.
func schemaFile(name string, data []byte) (*contract.Event, error) {
	e, err := Read(name, data)
	if err != nil {
		return nil, err
	}
	if want := contract.SchemaFile(e); name != want {
		return nil, &Error{File: name, Problems: []Problem{{
			Pos: e.Pos, Message: fmt.Sprintf("it is the schema of %s in major %d; rename the file to %s", e.Type, e.Major, want),
		}}}
	}
	return e, nil
}

// take adds an event to its domain.
func take(c *contract.Contract, e *contract.Event) {
	for _, d := range c.Domains {
		if d.Name == e.Domain.Name {
			e.Domain = d
			d.Events = append(d.Events, e)
			return
		}
	}
	c.Domains = append(c.Domains, e.Domain)
}
