package operator

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"
)

// arithmetic swaps + and -, and * and /, of numbers.
func (f *finder) arithmetic(n ast.Node) {
	swap := map[token.Token]token.Token{token.ADD: token.SUB, token.SUB: token.ADD, token.MUL: token.QUO, token.QUO: token.MUL}
	assign := map[token.Token]token.Token{token.ADD_ASSIGN: token.SUB_ASSIGN, token.SUB_ASSIGN: token.ADD_ASSIGN}
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if swap[n.Op] != token.ILLEGAL && f.isNumber(n) {
			f.replace(arithmetic, n, f.withOp(n, swap[n.Op]))
		}
	case *ast.AssignStmt:
		if op := assign[n.Tok]; op != token.ILLEGAL && f.isNumber(n.Lhs[0]) {
			f.propose(arithmetic, n, n, n.TokPos, n.TokPos+2, op.String())
		}
	}
}

// isNumber reports whether e is a number that is not constant.
func (f *finder) isNumber(e ast.Expr) bool {
	tv := f.pkg.Info.Types[e]
	if tv.Type == nil || tv.Value != nil {
		return false
	}
	basic, ok := tv.Type.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsNumeric != 0
}

// plusOne adds one to an integer.
func (f *finder) plusOne(n ast.Node) {
	if value, ok := f.integer(n); ok {
		f.replace(plusOne, n, strconv.FormatInt(value+1, 10))
	}
}

// minusOne subtracts one from an integer that is not zero.
func (f *finder) minusOne(n ast.Node) {
	if value, ok := f.integer(n); ok && value > 0 {
		f.replace(minusOne, n, strconv.FormatInt(value-1, 10))
	}
}

// integer returns the value of an integer literal. It leaves out file modes,
// durations and the capacity of slices and maps, where a difference of one has no
// effect that a test could see.
func (f *finder) integer(n ast.Node) (int64, bool) {
	lit, ok := n.(*ast.BasicLit)
	if !ok || lit.Kind != token.INT || len(lit.Value) > 1 && lit.Value[0] == '0' && !strings.HasPrefix(lit.Value, "0x") {
		return 0, false
	}
	value, err := strconv.ParseInt(lit.Value, 0, 64)
	return value, err == nil && value < 1<<62 && !f.isCapacity(lit) && !f.isDuration(lit)
}

// isCapacity reports whether e is the capacity of a slice or map that is made.
func (f *finder) isCapacity(e ast.Expr) bool {
	call, ok := f.parent().(*ast.CallExpr)
	if !ok || len(call.Args) < 2 || call.Args[len(call.Args)-1] != e {
		return false
	}
	if b, ok := f.callee(call).(*types.Builtin); !ok || b.Name() != "make" {
		return false
	}
	_, isMap := f.typeOf(call).Underlying().(*types.Map)
	return isMap || len(call.Args) == 3
}

// isDuration reports whether e is multiplied by a unit of time.
func (f *finder) isDuration(e ast.Expr) bool {
	b, ok := f.parent().(*ast.BinaryExpr)
	return ok && b.Op == token.MUL && types.TypeString(f.typeOf(b), nil) == "time.Duration"
}
