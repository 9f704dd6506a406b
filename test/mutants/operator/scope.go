package operator

import (
	"go/ast"
	"go/token"
	"go/types"

	"github.com/mediamesh/events/test/mutants/source"
)

// scope is what operators know about a package.
type scope struct {
	pkg    *source.Package
	uses   map[types.Object]int
	params map[types.Object]bool
}

func newScope(p *source.Package) *scope {
	s := &scope{pkg: p, uses: map[types.Object]int{}, params: map[types.Object]bool{}}
	for _, o := range p.Info.Uses {
		s.uses[o]++
	}
	for _, file := range p.Files {
		ast.Inspect(file.Syntax, func(n ast.Node) bool {
			if t, ok := n.(*ast.FuncType); ok {
				s.addParams(t.Params)
				s.addParams(t.Results)
			}
			return true
		})
	}
	return s
}

func (s *scope) addParams(list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, field := range list.List {
		for _, name := range field.Names {
			s.params[s.pkg.Info.Defs[name]] = true
		}
	}
}

// unusedWithout returns the local variables that are used in a node and nowhere else.
// The compiler would refuse the package without that node.
func (s *scope) unusedWithout(removed ast.Node) []string {
	count := map[types.Object]int{}
	var names []string
	ast.Inspect(removed, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		v, ok := s.pkg.Info.Uses[id].(*types.Var)
		if !ok || v.IsField() || s.params[v] || v.Parent() == s.pkg.Types.Scope() || v.Pkg() != s.pkg.Types {
			return true
		}
		count[v]++
		if count[v] == s.uses[v] && !within(removed, v.Pos()) {
			names = append(names, v.Name())
		}
		return true
	})
	return names
}

func within(n ast.Node, p token.Pos) bool { return n.Pos() <= p && p < n.End() }

// finder looks for mutants in one function.
type finder struct {
	*scope
	file  *source.File
	stack []ast.Node // the ancestors of the node, outermost first
	names map[*ast.Ident]*types.PkgName
	found []*Mutant
}

func (s *scope) find(file *source.File, root ast.Node) []*Mutant {
	f := &finder{scope: s, file: file}
	ast.PreorderStack(root, nil, func(n ast.Node, stack []ast.Node) bool {
		f.stack = stack
		if f.isIgnored(n) {
			return false
		}
		for _, o := range operators {
			o.find(f, n)
		}
		return true
	})
	return f.found
}

// parent returns the node that holds the current one, or nil.
func (f *finder) parent() ast.Node {
	if len(f.stack) == 0 {
		return nil
	}
	return f.stack[len(f.stack)-1]
}

// list returns the statements among which the current one is, or nil.
func (f *finder) list() []ast.Stmt {
	switch p := f.parent().(type) {
	case *ast.BlockStmt:
		return p.List
	case *ast.CaseClause:
		return p.Body
	case *ast.CommClause:
		return p.Body
	default:
		return nil
	}
}

// isListed reports whether the current node is a statement that can be removed.
func (f *finder) isListed(n ast.Node) bool {
	for _, s := range f.list() {
		if s == n {
			return true
		}
	}
	return false
}

// typeOf returns the type of an expression.
func (f *finder) typeOf(e ast.Expr) types.Type { return f.pkg.Info.TypeOf(e) }

// code returns the source text of a node.
func (f *finder) code(n ast.Node) string {
	return string(f.file.Text[f.offset(n.Pos()):f.offset(n.End())])
}

func (f *finder) offset(p token.Pos) int { return f.pkg.Fset.Position(p).Offset }
