package contract

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

const (
	catalogFile = "catalog.yaml"
	typesFolder = "types"
)

var (
	domainName = regexp.MustCompile(`^[a-z][a-z0-9]*$`)
	fileStem   = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*(\.v([2-9]|[1-9][0-9]+))?$`)
)

// reservedDomains would collide with folders beside the domains' packages or
// with the packages that generated code imports.
var reservedDomains = []string{
	typesFolder, "schemas", "events", "wire", "internal", "vendor", "testdata", "main",
	// Go's keywords cannot name a package.
	"break", "case", "chan", "const", "continue", "default", "defer", "else", "fallthrough", "for", "func", "go", "goto",
	"if", "import", "interface", "map", "package", "range", "return", "select", "struct", "switch", "type", "var",
	// Names that the generated code uses, which a package of that name would hide.
	"any", "bool", "byte", "cmp", "error", "false", "float64", "init", "int", "int64", "iota", "new", "nil", "panic",
	"registry", "rune", "string", "sync", "time", "true", "uint64",
}

// catalog reads catalog.yaml and all that it lists.
func (r *reader) catalog() {
	root := r.file(catalogFile)
	if !r.mapping(root, "the catalog", "title", "description", "go", "domains") {
		return
	}
	r.contract.Title = r.require(root, "the catalog", "title")
	r.contract.Description = r.text(root, "description")
	r.goTarget(root)

	r.readTypes()
	r.readDomains(root)
	r.resolve()
	r.strayFiles()
	r.distinctNames()
	r.linkMigrations()
	r.linkDeprecations()
}

func (r *reader) goTarget(root *node) {
	target := root.get("go")
	if target == nil {
		r.add(root.pos, "keyword", `the catalog has no "go"; add it, with the dir and the package of the generated code`)
		return
	}
	if r.mapping(target, "go", "dir", "package") {
		r.contract.Go = GoTarget{
			Dir:     r.require(target, "go", "dir"),
			Package: r.require(target, "go", "package"),
		}
	}
}

func (r *reader) readDomains(root *node) {
	domains := root.get("domains")
	if domains == nil || domains.kind != sequenceNode {
		pos := root.pos
		if domains != nil {
			pos = domains.pos
		}
		r.add(pos, "keyword", "the catalog needs domains: a list, each with name, description and events")
		return
	}
	seen := map[string]Pos{}
	for _, n := range domains.items {
		if !r.mapping(n, "a domain", "name", "description", "events") {
			continue
		}
		d := &Domain{Pos: n.pos, Name: r.require(n, "a domain", "name"), Description: r.text(n, "description")}
		if d.Name == "" {
			continue
		}
		pos := n.get("name").pos
		if !domainName.MatchString(d.Name) {
			r.add(pos, "name", "the domain %q becomes a folder and a Go package; use lower-case letters and digits", d.Name)
			continue
		}
		if slices.Contains(reservedDomains, d.Name) {
			r.add(pos, "name", "the domain %q cannot be a Go package of the catalog; choose another name", d.Name)
			continue
		}
		if first, again := seen[d.Name]; again {
			r.add(pos, "duplicate", "the domain %q is here twice, first at %s; keep one", d.Name, first)
			continue
		}
		seen[d.Name] = pos
		r.contract.Domains = append(r.contract.Domains, d)
		r.readEvents(d, n)
	}
}

func (r *reader) readEvents(d *Domain, n *node) {
	events := n.get("events")
	if events == nil || events.kind != sequenceNode {
		pos := n.pos
		if events != nil {
			pos = events.pos
		}
		r.add(pos, "keyword", "the domain %q needs events: a list of its files, without .yaml", d.Name)
		return
	}
	seen := map[string]bool{}
	for _, item := range events.items {
		if !item.is("str") || !fileStem.MatchString(item.text) {
			r.add(item.pos, "name", `an event is listed by its file without .yaml, such as user-created or user-created.v2, not %s`, item.what())
			continue
		}
		if seen[item.text] {
			r.add(item.pos, "duplicate", "%q is listed twice; keep one", item.text)
			continue
		}
		seen[item.text] = true
		name := path.Join(d.Name, item.text+".yaml")
		if _, err := fs.Stat(r.fsys, name); err != nil {
			r.add(item.pos, "file", "%s is listed and missing; write it, or take it off the list", name)
			continue
		}
		if e := r.event(d, item.text, name); e != nil {
			d.Events = append(d.Events, e)
		}
	}
}

// strayFiles finds the files that nothing reads: an event that is not listed
// would be missing from the catalog without a word.
func (r *reader) strayFiles() {
	read := map[string]bool{catalogFile: true}
	for _, p := range r.listed() {
		read[p] = true
	}
	err := fs.WalkDir(r.fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			r.add(Pos{File: name, Line: 1}, "file", "cannot be read: %v", err)
			return nil
		}
		if entry.IsDir() || read[name] {
			return nil
		}
		pos := Pos{File: name, Line: 1}
		switch path.Ext(name) {
		case ".yml":
			r.add(pos, "file", "contract files end in .yaml; rename it")
		case ".yaml":
			r.add(pos, "file", "%s", r.strayReason(name))
		}
		return nil
	})
	if err != nil {
		r.add(Pos{File: catalogFile, Line: 1}, "file", "the folder cannot be listed: %v", err)
	}
}

func (r *reader) strayReason(name string) string {
	dir, file := path.Split(name)
	dir = strings.TrimSuffix(dir, "/")
	for _, d := range r.contract.Domains {
		if d.Name == dir {
			return "not listed in " + catalogFile + "; add " + strings.TrimSuffix(file, ".yaml") + " to the events of " + dir
		}
	}
	return "neither " + catalogFile + ", nor a type in " + typesFolder + "/, nor in the folder of a domain; move it"
}

// listed is every file of the catalog's lists, and every type.
func (r *reader) listed() []string {
	var all []string
	for name := range r.types {
		all = append(all, path.Join(typesFolder, name+".yaml"))
	}
	all = append(all, r.eventFiles...)
	slices.Sort(all)
	return all
}
