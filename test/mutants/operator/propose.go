package operator

import (
	"bytes"
	"go/ast"
	"go/token"
	"strings"
)

// replace proposes a mutant with other text for n.
func (f *finder) replace(operator string, n ast.Node, text string) {
	f.propose(operator, n, n, n.Pos(), n.End(), text)
}

// remove proposes a mutant without the statement n. Variables that only n uses
// stay in use.
func (f *finder) remove(operator string, n ast.Node) {
	if names := f.unusedWithout(n); len(names) > 0 {
		f.replace(operator, n, discard(names))
		return
	}
	f.propose(operator, n, n, n.Pos(), n.End(), "")
}

// discard returns statements that use names and do nothing.
func discard(names []string) string {
	parts := make([]string, len(names))
	for i, name := range names {
		parts[i] = "_ = " + name
	}
	return strings.Join(parts, "; ")
}

// propose adds a mutant that has text from start to end. The summary shows the
// node shown; tests reach the mutant if they reach at.
func (f *finder) propose(operator string, at, shown ast.Node, start, end token.Pos, text string) {
	from, to := f.offset(shown.Pos()), f.offset(shown.End())
	old := f.file.Text
	first, last := f.offset(start), f.offset(end)
	if from > first || last > to { // more than the node goes
		f.add(operator, at, squeeze(string(old[from:to]))+" -> "+squeeze(text), start, end, text)
		return
	}
	before, after := string(old[from:first]), string(old[last:to])
	if to-from > longest {
		before, after = nearest(before, after)
	}
	change := squeeze(before+string(old[first:last])+after) + " -> " + squeeze(before+text+after)
	f.add(operator, at, change, start, end, text)
}

// nearest cuts what is far from a change off the code before and after it.
func nearest(before, after string) (string, string) {
	const most = 30
	if b := []rune(before); len(b) > most {
		before = "…" + string(b[len(b)-most:])
	}
	if a := []rune(after); len(a) > most {
		after = string(a[:most]) + "…"
	}
	return before, after
}

// add adds a mutant that has text from start to end.
func (f *finder) add(operator string, at ast.Node, change string, start, end token.Pos, text string) {
	e := edit{f.offset(start), f.offset(end), text}
	if text == "" {
		e.start, e.end = wholeLines(f.file.Text, e.start, e.end)
	}
	f.found = append(f.found, &Mutant{
		Operator: operator,
		Package:  f.pkg,
		File:     f.file,
		Change:   change,
		Places:   f.places(at),
		edits:    append(f.blankImports(start, end, text), e),
	})
}

// places returns the position of n and of the nodes around it, up to the function.
func (f *finder) places(n ast.Node) []token.Position {
	places := []token.Position{f.pkg.Fset.Position(n.Pos())}
	for i := len(f.stack) - 1; i > 0; i-- {
		switch f.stack[i].(type) {
		case *ast.FuncLit, *ast.FuncDecl:
			return places
		}
		places = append(places, f.pkg.Fset.Position(f.stack[i].Pos()))
	}
	return places
}

// wholeLines extends a range to the lines that it is on, if nothing else is on
// them.
func wholeLines(text []byte, start, end int) (int, int) {
	from := bytes.LastIndexByte(text[:start], '\n') + 1
	to := bytes.IndexByte(text[end:], '\n')
	if to < 0 || len(bytes.TrimSpace(text[from:start])) > 0 || len(bytes.TrimSpace(text[end:end+to])) > 0 {
		return start, end
	}
	return from, end + to + 1
}
