package operator

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
)

// skipReturn removes a return at the end of an if or a case, so that the
// function goes on.
func (f *finder) skipReturn(n ast.Node) {
	r, ok := n.(*ast.ReturnStmt)
	list := f.list()
	if !ok || len(list) == 0 || list[len(list)-1] != ast.Stmt(r) || f.isLast() {
		return
	}
	f.remove(skipReturn, r)
}

// isLast reports whether the block of the current node ends the function, which
// returns there in any case.
func (f *finder) isLast() bool {
	for i := len(f.stack) - 1; i > 0; i-- {
		switch p := f.stack[i-1].(type) {
		case *ast.FuncDecl, *ast.FuncLit:
			return true
		case *ast.BlockStmt:
			if p.List[len(p.List)-1] != f.stack[i] {
				return false
			}
		case *ast.CaseClause:
			if f.stack[i] != ast.Node(p.Body[len(p.Body)-1]) {
				return false
			}
		case *ast.ForStmt, *ast.RangeStmt:
			return false
		}
	}
	return true
}

// returnValue returns another value: true for false, and the zero value for
// anything else.
func (f *finder) returnValue(n ast.Node) {
	r, ok := n.(*ast.ReturnStmt)
	if !ok {
		return
	}
	results := f.results()
	if len(results) != len(r.Results) {
		return // one call that has several results
	}
	for i, e := range r.Results {
		if text := f.otherValue(e, results[i]); text != "" {
			f.replaceResult(r, i, text)
		}
	}
}

// replaceResult proposes to return text as result i. What the result was
// computed from is still computed.
func (f *finder) replaceResult(r *ast.ReturnStmt, i int, text string) {
	e := r.Results[i]
	before := ""
	if hasCall([]ast.Expr{e}) {
		before = "_ = " + f.code(e) + "; "
	} else if names := f.unusedWithout(e); len(names) > 0 {
		before = discard(names) + "; "
	}
	if before != "" && f.list() == nil {
		return
	}
	start, end := f.offset(r.Pos()), f.offset(r.End())
	from, to := f.offset(e.Pos()), f.offset(e.End())
	code := before + string(f.file.Text[start:from]) + text + string(f.file.Text[to:end])
	f.add(returnValue, r, squeeze("return "+f.code(e))+" -> "+squeeze("return "+text), r.Pos(), r.End(), code)
}

// results returns the types of the results of the function around the current
// node, one for each result.
func (f *finder) results() []ast.Expr {
	var t *ast.FuncType
	for i := len(f.stack) - 1; i >= 0 && t == nil; i-- {
		switch fn := f.stack[i].(type) {
		case *ast.FuncDecl:
			t = fn.Type
		case *ast.FuncLit:
			t = fn.Type
		}
	}
	if t == nil || t.Results == nil {
		return nil
	}
	var all []ast.Expr
	for _, field := range t.Results.List {
		for range max(1, len(field.Names)) {
			all = append(all, field.Type)
		}
	}
	return all
}

// otherValue returns the code of the value to return instead of e, or "".
func (f *finder) otherValue(e ast.Expr, result ast.Expr) string {
	t := f.typeOf(result)
	if isBool(t) && f.isFalse(e) {
		return "true"
	}
	if f.isZero(e) {
		return ""
	}
	if _, ok := t.(*types.TypeParam); ok {
		return "*new(" + f.code(result) + ")"
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return zeroOf(u)
	case *types.Struct, *types.Array:
		return "*new(" + f.code(result) + ")"
	default:
		return "nil"
	}
}

func zeroOf(b *types.Basic) string {
	switch {
	case b.Info()&types.IsBoolean != 0:
		return "false"
	case b.Info()&types.IsString != 0:
		return `""`
	case b.Info()&types.IsNumeric != 0:
		return "0"
	default:
		return "nil" // unsafe.Pointer
	}
}

func isBool(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsBoolean != 0
}

func (f *finder) isFalse(e ast.Expr) bool {
	v := f.pkg.Info.Types[e].Value
	return v != nil && v.Kind() == constant.Bool && !constant.BoolVal(v)
}

// isZero reports whether e is written as the zero value of its type.
func (f *finder) isZero(e ast.Expr) bool {
	tv := f.pkg.Info.Types[e]
	if tv.IsNil() {
		return true
	}
	if lit, ok := e.(*ast.CompositeLit); ok {
		_, isStruct := f.typeOf(lit).Underlying().(*types.Struct)
		return isStruct && len(lit.Elts) == 0
	}
	if tv.Value == nil {
		return false
	}
	switch tv.Value.Kind() {
	case constant.Bool:
		return !constant.BoolVal(tv.Value)
	case constant.String:
		return constant.StringVal(tv.Value) == ""
	case constant.Int, constant.Float:
		return constant.Compare(tv.Value, token.EQL, constant.MakeInt64(0))
	default:
		return false
	}
}
