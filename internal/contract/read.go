package contract

import (
	"io/fs"
	"slices"
)

// Read reads the contract folder dir. The error is Problems: everything that is wrong, not
// only the first problem.
func Read(dir string) (*Contract, error) { return ReadFS(Folder(dir)) }

// ReadFS is Read for any file system, rooted at the contract folder.
func ReadFS(fsys fs.FS) (*Contract, error) {
	r := &reader{fsys: fsys, contract: &Contract{}, types: map[string]*typeFile{}, reserved: reservedGoNames}
	r.catalog()
	if len(r.problems) > 0 {
		return nil, r.problems.sorted()
	}
	return r.contract, nil
}

// A reader goes through a contract folder once: the types, then the events,
// then every $ref among them.
type reader struct {
	fsys       fs.FS
	contract   *Contract
	types      map[string]*typeFile
	eventFiles []string
	eventRefs  []*reference
	refs       *[]*reference // where schema notes the $refs that it meets
	reserved   []string      // Go names that no field may have
	problems   Problems
}

func (r *reader) add(pos Pos, rule, format string, args ...any) {
	r.problems.add(pos, rule, format, args...)
}

// file parses one file; nil if it cannot be used.
func (r *reader) file(name string) *node {
	data, err := fs.ReadFile(r.fsys, name)
	if err != nil {
		r.add(Pos{File: name, Line: 1}, "file", "cannot be read: %v", err)
		return nil
	}
	return parseYAML(name, data, &r.problems)
}

// mapping checks that n is a mapping with only the given keys.
func (r *reader) mapping(n *node, what string, keys ...string) bool {
	if n == nil {
		return false
	}
	if n.kind != mappingNode {
		r.add(n.pos, "keyword", "%s is a mapping of %s, not %s", what, List(keys), n.what())
		return false
	}
	for _, p := range n.pairs {
		if !slices.Contains(keys, p.key) {
			r.add(p.pos, "keyword", "%q is not a declared key of %s%s", p.key, what, Suggest(p.key, keys))
		}
	}
	return true
}

// text is the value of a key that holds text; "" if it is absent or wrong.
func (r *reader) text(n *node, key string) string {
	v := n.get(key)
	if v == nil {
		return ""
	}
	if !v.is("str") {
		r.add(v.pos, "keyword", "%s is text, not %s; quote it if it is meant as text", key, v.what())
		return ""
	}
	return v.text
}

// require is text that must be there.
func (r *reader) require(n *node, what, key string) string {
	if n.get(key) == nil {
		r.add(n.pos, "keyword", "%s has no %q; add it", what, key)
		return ""
	}
	text := r.text(n, key)
	if text == "" && n.get(key).is("str") {
		r.add(n.get(key).pos, "keyword", "%q is empty", key)
	}
	return text
}
