package contract

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

var typeName = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`)

// A typeFile is a shared type while it is read: its own $refs are filled in
// once all types are known.
type typeFile struct {
	typ     *Type
	refs    []*reference
	partial *node // name of the type of which this is the partial form
	state   resolveState
	size    size
}

// readTypes reads every file of types/.
func (r *reader) readTypes() {
	entries, err := fs.ReadDir(r.fsys, typesFolder)
	if err != nil {
		return // a contract without shared types
	}
	for _, entry := range entries {
		stem, isYAML := strings.CutSuffix(entry.Name(), ".yaml")
		if entry.IsDir() || !isYAML {
			continue
		}
		name := path.Join(typesFolder, entry.Name())
		if !typeName.MatchString(stem) {
			r.add(Pos{File: name, Line: 1}, "name", "the file names the type; use a Go type's name, such as Program.yaml")
		}
		f := &typeFile{typ: &Type{Pos: Pos{File: name, Line: 1}, Name: stem}}
		r.types[stem] = f
		if root := r.file(name); root != nil {
			r.typeFile(f, root)
		}
	}
}

func (r *reader) typeFile(f *typeFile, root *node) {
	f.typ.Pos = root.pos
	if root.kind == mappingNode && root.get("partial") != nil {
		if r.mapping(root, "a partial type", "partial", "description") {
			f.partial = root.get("partial")
			f.typ.Schema = &Schema{Pos: root.pos, Kind: KindObject, Description: r.text(root, "description")}
		}
		return
	}
	if root.kind == mappingNode && root.get("$ref") != nil {
		r.add(root.pos, "ref", "a type that is only a $ref to another; use the other, or declare the schema here")
		return
	}
	r.refs = &f.refs
	f.typ.Schema = r.schema(root, true)
}

// typeNames are the names that a $ref may use.
func (r *reader) typeNames() []string {
	names := make([]string, 0, len(r.types))
	for name := range r.types {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
