package compat

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// alphabet returns one rune for each class of runes that programs distinguish, readable
// ones first.
func alphabet(progs ...*syntax.Prog) []rune {
	var all []rune
	seen := map[string]bool{}
	for _, r := range candidates(progs) {
		kind := kindOf(r, progs)
		if !seen[kind] {
			seen[kind] = true
			all = append(all, r)
		}
	}
	return all
}

// alphabetWork is the cost of alphabet in machine instructions: it checks all of them for
// each candidate, twice as fast.
func alphabetWork(progs ...*syntax.Prog) (work int) {
	for _, p := range progs {
		work += len(p.Inst)
	}
	return len(candidates(progs)) * work / 2
}

// candidates are runes that include at least one of each class: readable ones, and the
// first of every range between two boundaries.
func candidates(progs []*syntax.Prog) []rune {
	list := []rune("ax0A-_. /")
	edges := []rune{0, ' ', '\n', '\n' + 1, '0', '9' + 1, 'A', 'Z' + 1, '_', '_' + 1, 'a', 'z' + 1}
	for _, p := range progs {
		for i := range p.Inst {
			edges = append(edges, edgesOf(&p.Inst[i])...)
		}
	}
	slices.Sort(edges)
	for _, r := range slices.Compact(edges) {
		if r >= 0xd800 && r < 0xe000 {
			r = 0xe000 // halves of a pair are not characters
		}
		if r <= unicode.MaxRune {
			list = append(list, r)
		}
	}
	return list
}

func edgesOf(i *syntax.Inst) (edges []rune) {
	if i.Op != syntax.InstRune && i.Op != syntax.InstRune1 {
		return nil
	}
	if len(i.Rune) == 1 {
		first := i.Rune[0]
		edges = append(edges, first, first+1)
		for r := unicode.SimpleFold(first); r != first; r = unicode.SimpleFold(r) {
			edges = append(edges, r, r+1)
		}
		return edges
	}
	for k := 0; k+1 < len(i.Rune); k += 2 {
		edges = append(edges, i.Rune[k], i.Rune[k+1]+1)
	}
	return edges
}

// kindOf identifies the class of a rune by the instructions that match it.
func kindOf(r rune, progs []*syntax.Prog) string {
	var b strings.Builder
	asserting := false
	for _, p := range progs {
		for i := range p.Inst {
			switch inst := &p.Inst[i]; inst.Op {
			case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
				if inst.MatchRune(r) {
					b.WriteByte('1')
				} else {
					b.WriteByte('0')
				}
			case syntax.InstEmptyWidth:
				const edges = syntax.EmptyBeginText | syntax.EmptyEndText
				asserting = asserting || syntax.EmptyOp(inst.Arg)&^edges != 0
			}
		}
	}
	if asserting {
		b.WriteRune(sort(r))
	}
	return b.String()
}
