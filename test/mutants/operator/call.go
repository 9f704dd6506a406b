package operator

import (
	"go/ast"
	"go/types"
	"slices"
)

// callee returns the function, method or builtin that is called, or nil.
func (f *finder) callee(call *ast.CallExpr) types.Object {
	fun := ast.Unparen(call.Fun)
	switch x := fun.(type) {
	case *ast.IndexExpr:
		fun = x.X
	case *ast.IndexListExpr:
		fun = x.X
	}
	switch x := fun.(type) {
	case *ast.Ident:
		return f.pkg.Info.Uses[x]
	case *ast.SelectorExpr:
		return f.pkg.Info.Uses[x.Sel]
	default:
		return nil
	}
}

// isIgnored reports whether n is a call that has no mutants: logging, locks (the
// race detector and deadlocks tell) and testing.TB.Helper.
func (f *finder) isIgnored(n ast.Node) bool {
	switch s := n.(type) {
	case *ast.ExprStmt:
		n = s.X
	case *ast.DeferStmt:
		n = s.Call
	}
	call, ok := n.(*ast.CallExpr)
	if !ok {
		return false
	}
	o := f.callee(call)
	if o == nil || o.Pkg() == nil {
		return false
	}
	switch o.Pkg().Path() {
	case "log", "log/slog":
		return true
	case "sync":
		return slices.Contains([]string{"Lock", "Unlock", "RLock", "RUnlock"}, o.Name())
	case "testing":
		return o.Name() == "Helper"
	default:
		return false
	}
}

// skipCall removes a call whose result is not used.
func (f *finder) skipCall(n ast.Node) {
	if !f.isListed(n) {
		return
	}
	switch s := n.(type) {
	case *ast.ExprStmt:
		if _, ok := s.X.(*ast.CallExpr); ok {
			f.remove(skipCall, n)
		}
	case *ast.DeferStmt, *ast.GoStmt:
		f.remove(skipCall, n)
	}
}

// swapArgs swaps two arguments that have the same type.
func (f *finder) swapArgs(n ast.Node) {
	call, ok := n.(*ast.CallExpr)
	if !ok || f.isSymmetric(call) {
		return
	}
	for i, a := range call.Args {
		for _, b := range call.Args[i+1:] {
			if !f.sameType(a, b) {
				continue
			}
			if f.code(a) != f.code(b) {
				between := string(f.file.Text[f.offset(a.End()):f.offset(b.Pos())])
				f.propose(swapArgs, call, call, a.Pos(), b.End(), f.code(b)+between+f.code(a))
			}
			break
		}
	}
}

func (f *finder) sameType(a, b ast.Expr) bool {
	x, y := f.typeOf(a), f.typeOf(b)
	return x != nil && y != nil && types.Identical(x, y)
}

// symmetric are functions whose result does not depend on the order of arguments.
var symmetric = []string{
	"bytes.Equal", "maps.Equal", "reflect.DeepEqual", "slices.Equal", "strings.EqualFold",
}

func (f *finder) isSymmetric(call *ast.CallExpr) bool {
	switch o := f.callee(call).(type) {
	case *types.Builtin:
		return o.Name() == "min" || o.Name() == "max"
	case *types.Func:
		return slices.Contains(symmetric, o.FullName())
	default:
		return false
	}
}
