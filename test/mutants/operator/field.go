package operator

import (
	"go/ast"
	"go/token"
	"go/types"
)

// skipField removes a field from a struct literal.
func (f *finder) skipField(n ast.Node) {
	kv, ok := n.(*ast.KeyValueExpr)
	if !ok || f.isZero(kv.Value) {
		return
	}
	lit, ok := f.parent().(*ast.CompositeLit)
	if !ok || structOf(f.typeOf(lit)) == nil {
		return
	}
	for i, e := range lit.Elts {
		if e == ast.Expr(kv) {
			start, end := f.element(lit, i)
			f.propose(skipField, kv, kv, start, end, "")
		}
	}
}

// element returns the range of one element of a literal with the comma that
// belongs to it.
func (f *finder) element(lit *ast.CompositeLit, i int) (start, end token.Pos) {
	switch e := lit.Elts[i]; {
	case i+1 < len(lit.Elts):
		return e.Pos(), lit.Elts[i+1].Pos()
	case i > 0:
		return lit.Elts[i-1].End(), e.End()
	default:
		return lit.Lbrace + 1, lit.Rbrace
	}
}

// confuseField takes the next field of the struct that has the same type.
func (f *finder) confuseField(n ast.Node) {
	sel, ok := n.(*ast.SelectorExpr)
	if !ok {
		return
	}
	s := f.pkg.Info.Selections[sel]
	if s == nil || s.Kind() != types.FieldVal || len(s.Index()) != 1 {
		return
	}
	if other := f.sibling(structOf(s.Recv()), s.Index()[0]); other != "" {
		f.propose(confuseField, sel, sel, sel.Sel.Pos(), sel.Sel.End(), other)
	}
}

// sibling returns the name of the next field after i with the type of field i.
func (f *finder) sibling(t *types.Struct, i int) string {
	if t == nil {
		return ""
	}
	field := t.Field(i)
	for k := 1; k < t.NumFields(); k++ {
		other := t.Field((i + k) % t.NumFields())
		visible := other.Exported() || other.Pkg() == f.pkg.Types
		if visible && other.Name() != "_" && !other.Embedded() && types.Identical(field.Type(), other.Type()) {
			return other.Name()
		}
	}
	return ""
}

// structOf returns the struct that t is or points to, or nil.
func structOf(t types.Type) *types.Struct {
	if t == nil {
		return nil
	}
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, _ := t.Underlying().(*types.Struct)
	return s
}
