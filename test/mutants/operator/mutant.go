// Package operator finds the mutants of a package: changes of one expression or
// statement that a test of the package should notice.
package operator

import (
	"fmt"
	"go/ast"
	"go/token"
	"strings"

	"github.com/mediamesh/events/test/mutants/source"
)

// Mutant is a changed version of one file of a package.
type Mutant struct {
	// ID names the mutant by package, function, operator and the mutant's place
	// among those of the operator in the function. Changes elsewhere do not
	// change it.
	ID       string
	Operator string
	Package  *source.Package
	File     *source.File
	// Change shows the code before and after, on one line.
	Change string
	// Places are positions in the unchanged file, from the changed node outwards.
	// A test reaches the mutant if it reaches the first of them that coverage
	// data knows.
	Places []token.Position

	edits []edit // in the order of the file
}

// edit replaces the bytes from start to end, exclusive, by text.
type edit struct {
	start, end int
	text       string
}

// Text returns the changed file.
func (m *Mutant) Text() []byte {
	var text []byte
	done := 0
	for _, e := range m.edits {
		text = append(text, m.File.Text[done:e.start]...)
		text = append(text, e.text...)
		done = e.end
	}
	return append(text, m.File.Text[done:]...)
}

// Check returns nil if the mutant compiles.
func (m *Mutant) Check() error { return m.Package.Check(m.File, m.Text()) }

// Find returns all mutants of the functions of a package, also those that do not
// compile. It leaves out generated files.
func Find(p *source.Package) []*Mutant {
	s := newScope(p)
	var found []*Mutant
	ordinals := map[string]int{}
	for _, file := range p.Files {
		if file.Generated {
			continue
		}
		for _, fn := range functions(file.Syntax) {
			for _, m := range s.find(file, fn.node) {
				id := fmt.Sprintf("%s:%s:%s", p.Name, fn.name, m.Operator)
				ordinals[id]++
				m.ID = fmt.Sprintf("%s:%d", id, ordinals[id])
				found = append(found, m)
			}
		}
	}
	return found
}

// function is a function declaration, or a variable whose value has function
// literals.
type function struct {
	name string
	node ast.Node
}

func functions(file *ast.File) []function {
	var all []function
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Body != nil {
				all = append(all, function{functionName(d), d})
			}
		case *ast.GenDecl:
			all = append(all, literals(d)...)
		}
	}
	return all
}

func functionName(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name + "." + d.Name.Name
		default:
			return d.Name.Name
		}
	}
}

// literals returns the function literals of a declaration of variables.
func literals(d *ast.GenDecl) []function {
	var all []function
	for _, spec := range d.Specs {
		v, ok := spec.(*ast.ValueSpec)
		if !ok {
			continue
		}
		for _, value := range v.Values {
			ast.Inspect(value, func(n ast.Node) bool {
				if lit, ok := n.(*ast.FuncLit); ok {
					all = append(all, function{"var." + v.Names[0].Name, lit})
					return false
				}
				return true
			})
		}
	}
	return all
}

const longest = 80 // characters of code in a summary

// squeeze returns code on one line, cut off at its end if it is long.
func squeeze(code string) string {
	line := []rune(strings.Join(strings.Fields(code), " "))
	if len(line) == 0 {
		return "nothing"
	}
	if len(line) > longest {
		return string(line[:longest-1]) + "…"
	}
	return string(line)
}
