package operator

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"
)

// blankImports makes the imports blank that are used only between start and end,
// and not in the text that takes its place.
func (f *finder) blankImports(start, end token.Pos, text string) []edit {
	inside := map[*types.PkgName]int{}
	total := map[*types.PkgName]int{}
	for id, o := range f.packageNames() {
		total[o]++
		if start <= id.Pos() && id.Pos() < end {
			inside[o]++
		}
	}
	var edits []edit
	for _, spec := range f.file.Syntax.Imports {
		o := f.imported(spec)
		if o == nil || inside[o] == 0 || inside[o] < total[o] || strings.Contains(text, o.Name()+".") {
			continue
		}
		at := f.offset(spec.Pos())
		edits = append(edits, edit{at, f.offset(spec.Path.Pos()), "_ "})
	}
	slices.SortFunc(edits, func(a, b edit) int { return a.start - b.start })
	return edits
}

// packageNames returns where the file uses which import.
func (f *finder) packageNames() map[*ast.Ident]*types.PkgName {
	if f.names != nil {
		return f.names
	}
	f.names = map[*ast.Ident]*types.PkgName{}
	ast.Inspect(f.file.Syntax, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if o, ok := f.pkg.Info.Uses[id].(*types.PkgName); ok {
				f.names[id] = o
			}
		}
		return true
	})
	return f.names
}

func (f *finder) imported(spec *ast.ImportSpec) *types.PkgName {
	o := f.pkg.Info.Implicits[spec]
	if spec.Name != nil {
		o = f.pkg.Info.Defs[spec.Name]
	}
	name, _ := o.(*types.PkgName)
	return name
}
