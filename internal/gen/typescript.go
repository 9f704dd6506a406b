package gen

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// typescript holds what is the same in every npm package: the library under the
// types, in JavaScript, and its declarations.
//
//go:embed typescript
var typescript embed.FS

// TypeScript returns the files of the npm package, none if the contract asks for no such
// package. Its validators are made by Ajv and only recognized here.
func TypeScript(c *contract.Contract) ([]File, error) {
	if c.TypeScript == nil {
		return nil, nil
	}
	files, err := tsLibrary()
	if err != nil {
		return nil, err
	}
	for _, emit := range []func(*contract.Contract) ([]File, error){
		tsPackage, tsEntryPoints, tsDeclarations, tsNames, tsSchemas, tsFormats, tsCatalog,
	} {
		more, err := emit(c)
		if err != nil {
			return nil, err
		}
		files = append(files, more...)
	}
	sortFiles(files)
	return files, nil
}

// tsLibrary are the files that no contract changes.
func tsLibrary() ([]File, error) {
	var files []File
	err := fs.WalkDir(typescript, "typescript", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) == ".tmpl" {
			return err
		}
		data, err := typescript.ReadFile(name)
		if err != nil {
			return err
		}
		name = strings.TrimPrefix(name, "typescript/")
		files = append(files, File{Path: name, Data: append([]byte(mark+"its own library; DO NOT EDIT.\n\n"), data...)})
		return nil
	})
	return files, err
}

// tsFile begins a generated file of the package.
func tsFile(name, source string, text ...string) File {
	return File{Path: name, Data: []byte(markFor(source) + "\n\n" + strings.Join(text, "\n"))}
}

func tsPackage(c *contract.Contract) ([]File, error) {
	text, err := typescript.ReadFile("typescript/package.json.tmpl")
	if err != nil {
		return nil, err
	}
	license := ""
	if c.TypeScript.License != "" {
		license = "\n  \"license\": " + jsonText(c.TypeScript.License) + ","
	}
	values := strings.NewReplacer(
		"{{package}}", jsonText(c.TypeScript.Package),
		"{{version}}", jsonText(c.TypeScript.Version),
		"{{description}}", jsonText(c.Title+": "+strings.TrimSpace(c.Description)),
		"{{license}}", license,
	)
	return []File{{Path: "package.json", Data: []byte(values.Replace(string(text)))}}, nil
}

// tsEntryPoints are what a service imports or requires. The ES module passes on
// what the other one has, so that both have the same error classes.
func tsEntryPoints(c *contract.Contract) ([]File, error) {
	names := strings.Join(tsValues(c), ",\n  ")
	return []File{
		tsFile("index.js", "catalog.yaml", `"use strict";
`, tsRequires, tsExports(c)),
		tsFile("index.mjs", "catalog.yaml", `import library from "./index.js";
`, "export const {\n  "+names+",\n} = library;\n"),
		tsFile("index.d.ts", "catalog.yaml", tsReexports(c)),
		tsFile("index.d.mts", "catalog.yaml", "export * from \"./index.js\";\n"),
	}, nil
}

func tsReexports(c *contract.Contract) string {
	modules := []string{"./lib/api.js", "./events/events.js", "./events/schemas.js", "./events/types.js"}
	for _, d := range c.Domains {
		modules = append(modules, "./events/"+d.Name+".js")
	}
	var b strings.Builder
	for _, m := range modules {
		fmt.Fprintf(&b, "export * from %q;\n", m)
	}
	return b.String()
}
