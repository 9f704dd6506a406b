package contract

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
)

// ReadSchemas reads a folder of published schemas, one file an event and major
// version, "content.created.v1.json", as the folder catalog/schemas is. Other
// files than *.json are passed over. The contract has no title, no Go target
// and no shared types; its domains and events are in the order of their names.
//
// The errors are *[SchemaError], of all files together, and those of the file
// system.
func ReadSchemas(dir string) (*Contract, error) { return ReadSchemasFS(Folder(dir)) }

// ReadSchemasFS is ReadSchemas for any file system, rooted at the folder.
func ReadSchemasFS(fsys fs.FS) (*Contract, error) {
	entries, err := fs.ReadDir(fsys, ".") // sorted by name
	if err != nil {
		return nil, fmt.Errorf("contract: %w", err)
	}
	c, all := &Contract{}, &SchemaError{}
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
		var refused *SchemaError
		if errors.As(err, &refused) {
			all.Problems = append(all.Problems, refused.Problems...)
			continue
		}
		c.take(e)
	}
	switch {
	case !found:
		return nil, errors.New("contract: no published schema here: want files such as content.created.v1.json")
	case len(all.Problems) > 0:
		return nil, all
	}
	for _, d := range c.Domains {
		slices.SortFunc(d.Events, func(a, b *Event) int {
			return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(a.Major, b.Major))
		})
	}
	return c, nil
}

// schemaFile reads one file, whose name must say what it holds.
func schemaFile(name string, data []byte) (*Event, error) {
	e, err := FromSchema(name, data)
	if err != nil {
		return nil, err
	}
	if want := SchemaFile(e); name != want {
		return nil, &SchemaError{File: name, Problems: []SchemaProblem{{
			Pos: e.Pos, Message: fmt.Sprintf("it is the schema of %s in major %d; rename the file to %s", e.Type, e.Major, want),
		}}}
	}
	return e, nil
}

// take adds an event to its domain.
func (c *Contract) take(e *Event) {
	for _, d := range c.Domains {
		if d.Name == e.Domain.Name {
			e.Domain = d
			d.Events = append(d.Events, e)
			return
		}
	}
	c.Domains = append(c.Domains, e.Domain)
}
