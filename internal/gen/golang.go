package gen

import (
	"bytes"
	"embed"
	"fmt"
	"go/format"
	"path"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"github.com/mediamesh/events/internal/contract"
)

// runtime is the constant of package events that generated code refers to, so that it does
// not compile with a version of the package that is too old. Change it there and here
// together when generated code needs something new.
const runtime = "Generated3"

const module = "github.com/mediamesh/events"

//go:embed templates/*.tmpl
var templateFiles embed.FS

var templates = template.Must(template.ParseFS(templateFiles, "templates/*.tmpl"))

// goFile prints a template and formats it.
func goFile(name, tmpl string, data any) (File, error) {
	var b bytes.Buffer
	if err := templates.ExecuteTemplate(&b, tmpl, data); err != nil {
		return File{}, fmt.Errorf("generate %s: %w", name, err)
	}
	src, err := format.Source(b.Bytes())
	if err != nil {
		return File{}, fmt.Errorf("generate %s: %w in\n%s", name, err, b.Bytes())
	}
	return File{Path: name, Data: src}, nil
}

// markFor is the first line of a file generated from contract files.
func markFor(source string) string { return mark + source + "; DO NOT EDIT." }

// goDomains emits one package a domain: a file for the package, one for the shared
// types that it uses, and one an event.
func goDomains(c *contract.Contract) ([]File, error) {
	var files []File
	for _, d := range c.Domains {
		head, err := goFile(path.Join(d.Name, "doc.go"), "package", map[string]any{
			"Mark": markFor("catalog.yaml"), "Package": d.Name, "Runtime": runtime,
			"Doc": comment(fmt.Sprintf("Package %s holds the events of the %s domain. %s", d.Name, d.Name, d.Description)),
		})
		if err != nil {
			return nil, err
		}
		files = append(files, head)
		types, err := goTypes(c, d)
		if err != nil {
			return nil, err
		}
		files = append(files, types...)
		for _, e := range d.Events {
			f, err := goEvent(c, e)
			if err != nil {
				return nil, err
			}
			files = append(files, f)
		}
	}
	return files, nil
}

func goEvent(c *contract.Contract, e *contract.Event) (File, error) {
	s, err := newStruct(e.Name, comment(eventDoc(c, e)), e.Payload)
	if err != nil {
		return File{}, err
	}
	s.Object = s.Var + "Type.Payload()"
	key, err := keyOf(e, s)
	if err != nil {
		return File{}, err
	}
	imports := []string{quote(module), quote(path.Join(c.Go.Package, schemaFolder)), quote(module + "/wire")}
	if len(e.Key) > 1 {
		imports = append(imports, quote("cmp"))
	}
	imports = append(imports, importsOf(s)...)
	var enums []goEnum
	for _, enum := range e.Payload.InlineEnums() {
		enums = append(enums, newInlineEnum(enum))
	}
	return goFile(path.Join(e.Domain.Name, contract.GoFile(e)), "event", map[string]any{
		"Mark": markFor(e.Pos.File), "Package": e.Domain.Name, "Imports": sortedImports(imports),
		"Struct": s, "Enums": enums, "Event": e, "SchemaVar": schemaVar(e), "KeyOf": key, "Personal": e.PersonalPointers(),
		"DeprecatedFields": contract.DeprecatedFields(e), "UsesDeprecated": usesDeprecated(e, s),
	})
}

func eventDoc(c *contract.Contract, e *contract.Event) string {
	text := fmt.Sprintf("%s is the payload of %s: %s", e.Name, e.Type, sentence(e.Summary))
	if len(e.Key) > 0 {
		var names []string
		for _, f := range e.Key {
			names = append(names, f.GoName)
		}
		text += fmt.Sprintf("\n\nIts records are keyed by %s.", strings.Join(names, ", else "))
	}
	if e.Deprecated != nil {
		text += "\n\n" + deprecatedEvent(c, e)
	}
	return text
}

func quote(s string) string { return strconv.Quote(s) }

// importsOf lists what a struct's fields and methods need of the standard library.
func importsOf(s goStruct) []string {
	imports := []string{quote("log/slog")}
	if !s.HasFormat() {
		imports = append(imports, quote("fmt"))
	}
	if slices.ContainsFunc(s.Fields, func(f goField) bool { return strings.Contains(f.Type, "time.Time") }) {
		imports = append(imports, quote("time"))
	}
	return imports
}

// sortedImports puts the standard library first, as goimports does.
func sortedImports(imports []string) []string {
	var std, other []string
	for _, i := range imports {
		if strings.Contains(i, ".") {
			other = append(other, i)
		} else {
			std = append(std, i)
		}
	}
	slices.Sort(std)
	slices.Sort(other)
	if len(std) > 0 && len(other) > 0 {
		std = append(std, "")
	}
	return append(slices.Compact(std), slices.Compact(other)...)
}
