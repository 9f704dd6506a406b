// Package source loads packages of a module with their syntax and types, and
// type-checks changed versions of their files.
package source

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Package is a package with its syntax and types, without its tests.
type Package struct {
	Path  string // import path
	Name  string // path below the module's, "." for the package at its root
	Dir   string
	Files []*File
	Fset  *token.FileSet
	Info  *types.Info
	Types *types.Package

	goVersion string
	importer  types.Importer
}

// File is a source file.
type File struct {
	Name      string // absolute
	Text      []byte
	Syntax    *ast.File
	Generated bool
}

// Module is the main module of a directory.
type Module struct {
	Dir       string
	Path      string
	GoVersion string
}

// Load returns the packages that match patterns, in the order of `go list`. dir
// is a directory of the module. Load compiles what the packages import.
func Load(ctx context.Context, dir string, patterns []string) (Module, []*Package, error) {
	all, err := list(ctx, dir, patterns)
	if err != nil {
		return Module{}, nil, err
	}
	exports := map[string]string{}
	for _, l := range all {
		exports[l.ImportPath] = l.Export
	}
	var m Module
	var packages []*Package
	for _, l := range all {
		if l.DepOnly {
			continue
		}
		if l.Module == nil || !l.Module.Main {
			return Module{}, nil, fmt.Errorf("package %s is not part of the main module", l.ImportPath)
		}
		m = Module{Dir: l.Module.Dir, Path: l.Module.Path, GoVersion: l.Module.GoVersion}
		p, err := load(m, l, exports)
		if err != nil {
			return Module{}, nil, err
		}
		packages = append(packages, p)
	}
	if len(packages) == 0 {
		return Module{}, nil, fmt.Errorf("no package matches %s", strings.Join(patterns, " "))
	}
	return m, packages, nil
}

// listed is what `go list` says of a package.
type listed struct {
	ImportPath string
	Dir        string
	Export     string
	GoFiles    []string
	DepOnly    bool
	Module     *struct {
		Path, Dir, GoVersion string
		Main                 bool
	}
}

func list(ctx context.Context, dir string, patterns []string) ([]listed, error) {
	args := []string{"list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,DepOnly,Module", "--"}
	cmd := exec.CommandContext(ctx, "go", append(args, patterns...)...)
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w\n%s", strings.Join(patterns, " "), err, stderr.Bytes())
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(out)); ; {
		var l listed
		if err := d.Decode(&l); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("output of go list: %w", err)
		}
		all = append(all, l)
	}
}

func load(m Module, l listed, exports map[string]string) (*Package, error) {
	p := &Package{
		Path:      l.ImportPath,
		Name:      Below(m, l.ImportPath),
		Dir:       l.Dir,
		Fset:      token.NewFileSet(),
		goVersion: "go" + m.GoVersion,
	}
	p.importer = newImporter(p.Fset, exports)
	for _, name := range l.GoFiles {
		f, err := p.read(filepath.Join(l.Dir, name))
		if err != nil {
			return nil, err
		}
		p.Files = append(p.Files, f)
	}
	p.Info = &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
		Implicits:  map[ast.Node]types.Object{},
	}
	var err error
	p.Types, err = p.check(p.syntax(), p.Info)
	return p, err
}

func (p *Package) read(name string) (*File, error) {
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	syntax, err := p.parse(name, text)
	if err != nil {
		return nil, err
	}
	return &File{Name: name, Text: text, Syntax: syntax, Generated: ast.IsGenerated(syntax)}, nil
}

func (p *Package) parse(name string, text []byte) (*ast.File, error) {
	return parser.ParseFile(p.Fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
}

// Below returns the path of a package below the module's, "." at its root.
func Below(m Module, importPath string) string {
	if importPath == m.Path {
		return "."
	}
	return strings.TrimPrefix(importPath, m.Path+"/")
}
