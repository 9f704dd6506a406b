package contract

import (
	"errors"
	"regexp"
	"slices"

	"golang.org/x/mod/module"
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
	if !r.mapping(root, "the catalog", "title", "description", "go", "typescript", "asyncapi", "markdown", "domains") {
		return
	}
	r.contract.Title = r.require(root, "the catalog", "title")
	r.contract.Description = r.text(root, "description")
	r.goTarget(root)
	r.typeScriptTarget(root)
	r.asyncAPITarget(root)
	r.markdownTarget(root)

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
			Pos:     target.at("dir"),
			Dir:     r.require(target, "go", "dir"),
			Package: r.require(target, "go", "package"),
		}
		if name := r.contract.Go.Package; name != "" {
			if err := module.CheckImportPath(name); err != nil {
				r.add(target.get("package").pos, "name", "%q is not an import path of Go: %v; use one such as example.com/shop/events", name, errors.Unwrap(err))
			}
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
		r.add(pos, "keyword", "the catalog needs domains: a list, each with name and description")
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
			r.add(pos, "duplicate", "the domain %q occurs twice, first at %s; keep one", d.Name, first)
			continue
		}
		seen[d.Name] = pos
		r.contract.Domains = append(r.contract.Domains, d)
		r.readEvents(d, n)
	}
}
