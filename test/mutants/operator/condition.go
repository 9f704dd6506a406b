package operator

import (
	"go/ast"
	"go/token"
)

// dropOperand drops the left or the right operand of && and ||. Of a chain it
// drops one operand at a time.
func (f *finder) dropOperand(n ast.Node) {
	b, ok := n.(*ast.BinaryExpr)
	if !ok || b.Op != token.LAND && b.Op != token.LOR {
		return
	}
	if left, ok := b.X.(*ast.BinaryExpr); !ok || left.Op != b.Op {
		f.replace(dropOperand, b, f.without(b, b.X, b.Y))
	}
	f.replace(dropOperand, b, f.without(b, b.Y, b.X))
}

// without returns the code of b without one operand. If variables are used only
// there, the operand stays and has no effect on the result.
func (f *finder) without(b *ast.BinaryExpr, dropped, kept ast.Expr) string {
	if len(f.unusedWithout(dropped)) == 0 {
		return f.code(kept)
	}
	if b.Op == token.LAND {
		return "(" + f.code(dropped) + " || true) && " + f.code(kept)
	}
	return "(" + f.code(dropped) + " && false) || " + f.code(kept)
}

// negate negates a whole condition.
func (f *finder) negate(n ast.Node) {
	e, ok := n.(ast.Expr)
	if ok && f.isCondition(e) {
		f.replace(negate, e, f.negated(e))
	}
}

// isCondition reports whether e is the condition of an if, a loop or a case of a
// switch without a tag.
func (f *finder) isCondition(e ast.Expr) bool {
	switch p := f.parent().(type) {
	case *ast.IfStmt:
		return p.Cond == e
	case *ast.ForStmt:
		return p.Cond == e
	case *ast.CaseClause:
		return len(f.stack) > 2 && isTagless(f.stack[len(f.stack)-3])
	default:
		return false
	}
}

func isTagless(n ast.Node) bool {
	s, ok := n.(*ast.SwitchStmt)
	return ok && s.Tag == nil
}

var opposite = map[token.Token]token.Token{
	token.EQL: token.NEQ, token.NEQ: token.EQL,
	token.LSS: token.GEQ, token.GEQ: token.LSS,
	token.GTR: token.LEQ, token.LEQ: token.GTR,
}

func (f *finder) negated(e ast.Expr) string {
	switch x := e.(type) {
	case *ast.UnaryExpr:
		if x.Op == token.NOT {
			return f.code(x.X)
		}
	case *ast.BinaryExpr:
		if op, ok := opposite[x.Op]; ok {
			return f.withOp(x, op)
		}
		return "!(" + f.code(x) + ")"
	}
	return "!" + f.code(e)
}

// equality swaps == and != where they are a part of a condition, or a value.
func (f *finder) equality(n ast.Node) {
	b, ok := n.(*ast.BinaryExpr)
	if ok && (b.Op == token.EQL || b.Op == token.NEQ) && !f.isCondition(b) {
		f.replace(equality, b, f.withOp(b, opposite[b.Op]))
	}
}

// bound includes or excludes the bound of a comparison.
func (f *finder) bound(n ast.Node) {
	swap := map[token.Token]token.Token{token.LSS: token.LEQ, token.LEQ: token.LSS, token.GTR: token.GEQ, token.GEQ: token.GTR}
	if b, ok := n.(*ast.BinaryExpr); ok && swap[b.Op] != token.ILLEGAL {
		f.replace(bound, b, f.withOp(b, swap[b.Op]))
	}
}

// withOp returns the code of b with another operator.
func (f *finder) withOp(b *ast.BinaryExpr, op token.Token) string {
	start, end := f.offset(b.Pos()), f.offset(b.End())
	at := f.offset(b.OpPos)
	return string(f.file.Text[start:at]) + op.String() + string(f.file.Text[at+len(b.Op.String()):end])
}
