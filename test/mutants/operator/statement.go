package operator

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

// skipAssign removes an assignment, not a declaration. Calls on its right side
// are still made.
func (f *finder) skipAssign(n ast.Node) {
	if !f.isListed(n) {
		return
	}
	switch s := n.(type) {
	case *ast.IncDecStmt:
		f.remove(skipAssign, s)
	case *ast.AssignStmt:
		if s.Tok == token.DEFINE || f.isBlank(s.Lhs) {
			return
		}
		if !hasCall(s.Rhs) {
			f.remove(skipAssign, s)
			return
		}
		blanks := strings.TrimSuffix(strings.Repeat("_, ", len(s.Lhs)), ", ")
		f.propose(skipAssign, s, s, s.Lhs[0].Pos(), s.Rhs[0].Pos(), blanks+" = ")
	}
}

func (f *finder) isBlank(list []ast.Expr) bool {
	for _, e := range list {
		if id, ok := e.(*ast.Ident); !ok || id.Name != "_" {
			return false
		}
	}
	return true
}

func hasCall(list []ast.Expr) bool {
	found := false
	for _, e := range list {
		ast.Inspect(e, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				return false
			case *ast.CallExpr:
				found = true
			case *ast.UnaryExpr:
				found = found || n.Op == token.ARROW
			}
			return true
		})
	}
	return found
}

// dropCase removes a case of a switch, or one value of a case, unless no case does
// the same.
func (f *finder) dropCase(n ast.Node) {
	c, ok := n.(*ast.CaseClause)
	if !ok || len(c.Body) == 0 && !f.hasDefault() {
		return
	}
	at := ast.Node(c)
	if len(c.Body) > 0 {
		at = c.Body[0]
	}
	f.propose(dropCase, at, c, c.Pos(), c.End(), "")
	for i, e := range c.List {
		if len(c.List) == 1 {
			return
		}
		start, end := e.Pos(), e.End()
		if i > 0 {
			start = c.List[i-1].End()
		} else {
			end = c.List[1].Pos()
		}
		f.propose(dropCase, at, e, start, end, "")
	}
}

// hasDefault reports whether the switch of the current case has a default.
func (f *finder) hasDefault() bool {
	return slices.ContainsFunc(f.parent().(*ast.BlockStmt).List, func(s ast.Stmt) bool {
		c, ok := s.(*ast.CaseClause)
		return ok && c.List == nil
	})
}

// dropJump removes a break or continue.
func (f *finder) dropJump(n ast.Node) {
	b, ok := n.(*ast.BranchStmt)
	if ok && (b.Tok == token.BREAK || b.Tok == token.CONTINUE) && f.isListed(n) {
		f.remove(dropJump, n)
	}
}
