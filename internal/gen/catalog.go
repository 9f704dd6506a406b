package gen

import (
	"path"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// goCatalog emits the list of all events, and the schemas' Go package.
func goCatalog(c *contract.Contract) ([]File, error) {
	migrations := goMigrations(c)
	files, err := goMigrationsFile(c, migrations)
	if err != nil {
		return nil, err
	}
	list, err := goList(c, len(migrations) > 0)
	if err != nil {
		return nil, err
	}
	embedded, err := goSchemas(c)
	return append(files, list, embedded), err
}

func goList(c *contract.Contract, migrations bool) (File, error) {
	p := newPrinter("catalog.yaml")
	if anyDeprecated(c) {
		p.line("//lint:file-ignore SA1019 what is deprecated is listed as well.\n")
	}
	var description []string
	for line := range strings.Lines(visible(strings.TrimSpace(c.Description))) {
		description = append(description, commentLine(line))
	}
	p.line(`
// Package catalog decodes and migrates the events of the contract %s, and lists their types.
//
%s
package catalog
`, strings.Join(strings.Fields(visible(c.Title)), " "), strings.Join(description, "\n"))
	imports := []string{quote("sync"), "", quote(module)}
	for _, d := range c.Domains {
		imports = append(imports, quote(path.Join(c.Go.Package, d.Name)))
	}
	p.imports(imports)
	p.wireNames(c)
	p.line(`
// Types returns the descriptors of all event types, in the contract's order.
func Types() []events.Descriptor { return Registry().Types() }
`)
	if migrations {
		p.line(`
// Registry returns the registry of all event types, with the migrations that the
// contract declares; its With adds those of a service, which replace them.`)
	} else {
		p.line(`
// Registry returns the registry of all event types, without migrations; its
// With adds those of a service.`)
	}
	first := c.Events()[0]
	p.line(`
func Registry() *events.Registry { return registry() }

// Decode decodes a document as the type that its envelope names; see
// [events.Registry.Decode]. The payload is a pointer:
//
//	switch p := e.Payload.(type) {
//	case *%s.%s:
func Decode(data []byte) (events.Any, error) { return registry().Decode(data) }

// Migrate leads an event to another version; see [events.Registry.Migrate].
func Migrate(e events.Any, to string) (events.Any, error) { return registry().Migrate(e, to) }
`, first.Domain.Name, first.Name)
	p.registry(c, migrations)
	return p.file("catalog.go")
}

func (p *printer) wireNames(c *contract.Contract) {
	p.line("// The wire names of all event types.\nconst (")
	var seen []string
	for _, e := range c.Events() {
		if name := contract.ConstantGoName(e.Constant); !slices.Contains(seen, name) {
			seen = append(seen, name) // the majors of an event share its name
			p.line("%s = %q", name, e.Type)
		}
	}
	p.line(")\n")
}

func (p *printer) registry(c *contract.Contract, migrations bool) {
	p.line(`
var registry = sync.OnceValue(func() *events.Registry {
	reg, err := events.NewRegistry(`)
	for _, e := range c.Events() {
		p.line("%s.%s{}.EventType(),", e.Domain.Name, e.Name)
	}
	p.line(")")
	if migrations {
		p.line(`
	if err == nil {
		reg, err = reg.With(migrations()...)
	}`)
	}
	p.line(`
	if err != nil {
		panic(err) // the contract's reader refuses such a contract
	}
	return reg
})`)
}

// goSchemas emits the package of the JSON Schemas.
func goSchemas(c *contract.Contract) (File, error) {
	p := newPrinter("catalog.yaml")
	p.line(`
// Package schemas holds the JSON Schema of each event type, draft-07, for
// readers in other languages. Each stands alone and compiles in a plain
// new Ajv().
package schemas

import _ "embed"

var (`)
	for _, e := range c.Events() {
		p.line("\t//go:embed %s\n\t%s string\n", contract.SchemaFile(e), schemaVar(e))
	}
	p.line(")")
	return p.file(path.Join(schemaFolder, "schemas.go"))
}

// schemaVar names an event's schema in package schemas: its domain and Go type.
func schemaVar(e *contract.Event) string {
	return strings.ToUpper(e.Domain.Name[:1]) + e.Domain.Name[1:] + e.Name
}
