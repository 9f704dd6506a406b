package gen

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// runtime is the constant of package events that generated code refers to, so that it does
// not compile with a version of the package that is too old. Change it there and here
// together when generated code needs something new.
const runtime = "Generated3"

const module = "github.com/mediamesh/events"

// markFor is the first line of a file generated from contract files.
func markFor(source string) string { return mark + source + "; DO NOT EDIT." }

// goDomains emits one package a domain: a file for the package, one for the shared
// types that it uses, and one an event.
func goDomains(c *contract.Contract) ([]File, error) {
	var files []File
	for _, d := range c.Domains {
		doc, err := goPackage(d)
		if err != nil {
			return nil, err
		}
		files = append(files, doc)
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

func goPackage(d *contract.Domain) (File, error) {
	doc := comment(fmt.Sprintf("Package %s holds the events of the %s domain. %s", d.Name, d.Name, d.Description))
	p := newPrinter("catalog.yaml")
	p.line(`
%s
package %s

import "github.com/mediamesh/events"

// This package was generated for a newer version of package events than go.mod
// asks for if the next line does not compile. To fix it:
// go get github.com/mediamesh/events@latest
const _ = events.%s`, doc, d.Name, runtime)
	return p.file(path.Join(d.Name, "doc.go"))
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
