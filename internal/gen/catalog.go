package gen

import (
	"path"
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// goCatalog emits the list of all events, and the schemas' Go package.
func goCatalog(c *contract.Contract) ([]File, error) {
	type domain struct{ Import string }
	type name struct{ Const, Wire string }
	type schema struct{ Var, File string }
	var (
		domains []domain
		names   []name
		schemas []schema
	)
	for _, d := range c.Domains {
		domains = append(domains, domain{path.Join(c.Go.Package, d.Name)})
	}
	for _, e := range c.Events() {
		if n := (name{contract.ConstantGoName(e.Constant), e.Type}); !slices.Contains(names, n) {
			names = append(names, n) // the majors of an event share its name
		}
		schemas = append(schemas, schema{Var: schemaVar(e), File: contract.SchemaFile(e)})
	}
	steps := goMigrations(c)
	files, err := goMigrationsFile(c, steps)
	if err != nil {
		return nil, err
	}
	var description []string // its own lines
	for line := range strings.Lines(visible(strings.TrimSpace(c.Description))) {
		description = append(description, commentLine(line))
	}
	list, err := goFile("catalog.go", "catalog", map[string]any{
		"Mark": markFor("catalog.yaml"), "Title": strings.Join(strings.Fields(visible(c.Title)), " "),
		"Description": strings.Join(description, "\n"),
		"Contract":    c, "Domains": domains, "Names": names, "Events": c.Events(),
		"Migrations": steps, "Deprecated": anyDeprecated(c),
	})
	if err != nil {
		return nil, err
	}
	embedded, err := goFile(path.Join(schemaFolder, "schemas.go"), "schemas", map[string]any{
		"Mark": markFor("catalog.yaml"), "Schemas": schemas,
	})
	return append(files, list, embedded), err
}

// schemaVar names an event's schema in package schemas: its domain and Go type.
func schemaVar(e *contract.Event) string {
	return strings.ToUpper(e.Domain.Name[:1]) + e.Domain.Name[1:] + e.Name
}
