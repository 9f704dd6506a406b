package contract

import (
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A patternTree is the syntax tree of a portable pattern as ECMAScript reads it.
// Package regexp/syntax factors common prefixes, so that a|a becomes a, which
// hides what a backtracking engine tries twice.
type patternTree struct {
	kind      treeKind
	set       int            // treeRunes: the number of the set of runes
	assertion syntax.EmptyOp // treeAssertion
	subs      []*patternTree
	min, max  int // treeRepeat; max is -1 for none
	lazy      bool
}

type treeKind uint8

const (
	treeConcat treeKind = iota // without subs: the empty text
	treeRunes
	treeAssertion
	treeAlternate
	treeRepeat
)

var treeAssertions = map[string]syntax.EmptyOp{
	"^": syntax.EmptyBeginText, "$": syntax.EmptyEndText,
	`\b`: syntax.EmptyWordBoundary, `\B`: syntax.EmptyNoWordBoundary,
}

// parseTree parses a pattern that Unportable accepts. It returns the sets of
// runes as well, each as pairs of the first and the last rune of a range.
func parseTree(pattern string) (t *patternTree, sets [][]rune) {
	p := treeParser{rest: pattern, known: map[string]int{}}
	t = p.alternate()
	return t, p.sets
}

type treeParser struct {
	rest  string
	sets  [][]rune
	known map[string]int // the numbers of sets, by their text
}

func (p *treeParser) accept(prefix string) bool {
	rest, ok := strings.CutPrefix(p.rest, prefix)
	p.rest = rest
	return ok
}

func (p *treeParser) alternate() *patternTree {
	subs := []*patternTree{p.concat()}
	for p.accept("|") {
		subs = append(subs, p.concat())
	}
	if len(subs) == 1 {
		return subs[0]
	}
	return &patternTree{kind: treeAlternate, subs: subs}
}

func (p *treeParser) concat() *patternTree {
	t := &patternTree{kind: treeConcat}
	for p.rest != "" && p.rest[0] != '|' && p.rest[0] != ')' {
		t.subs = append(t.subs, p.repeat(p.atom()))
	}
	if len(t.subs) == 1 {
		return t.subs[0]
	}
	return t
}

func (p *treeParser) repeat(sub *patternTree) *patternTree {
	t := &patternTree{kind: treeRepeat, subs: []*patternTree{sub}, max: -1}
	switch m := counted.FindString(p.rest); {
	case p.accept("*"):
	case p.accept("+"):
		t.min = 1
	case p.accept("?"):
		t.max = 1
	case m != "":
		p.rest = p.rest[len(m):]
		low, high, open := strings.Cut(m[1:len(m)-1], ",")
		t.min, _ = strconv.Atoi(low)
		if !open {
			t.max = t.min
		} else if high != "" {
			t.max, _ = strconv.Atoi(high)
		}
	default:
		return sub
	}
	t.lazy = p.accept("?")
	return t
}

func (p *treeParser) atom() *patternTree {
	if p.accept("(") {
		p.accept("?:")
		t := p.alternate()
		p.accept(")")
		return t
	}
	text := p.rest[:atomLen(p.rest)]
	p.rest = p.rest[len(text):]
	if op, ok := treeAssertions[text]; ok {
		return &patternTree{kind: treeAssertion, assertion: op}
	}
	set, ok := p.known[text]
	if !ok {
		set = len(p.sets)
		p.known[text] = set
		p.sets = append(p.sets, atomRunes(text))
	}
	return &patternTree{kind: treeRunes, set: set}
}

// atomLen is the length of the character, escape or class that a pattern begins
// with.
func atomLen(pattern string) int {
	switch pattern[0] {
	case '\\':
		if m := hexEscape.FindString(pattern); m != "" {
			return len(m)
		}
		return 2
	case '[':
		i := 1
		for pattern[i] != ']' {
			if pattern[i] == '\\' {
				i++
			}
			i++
		}
		return i + 1
	}
	return len(firstRune(pattern))
}

// atomRunes returns the ranges of runes that a character, an escape or a class
// matches.
func atomRunes(text string) []rune {
	re, err := syntax.Parse(text, syntax.Perl)
	if err != nil {
		return nil
	}
	switch re.Op {
	case syntax.OpLiteral:
		return []rune{re.Rune[0], re.Rune[0]}
	case syntax.OpCharClass:
		return re.Rune
	case syntax.OpAnyChar:
		return []rune{0, unicode.MaxRune}
	case syntax.OpAnyCharNotNL:
		return []rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune}
	}
	return nil // a class of no rune
}

// nullable reports whether t may match the empty text.
func (t *patternTree) nullable() bool {
	switch t.kind {
	case treeRunes:
		return false
	case treeAlternate:
		for _, sub := range t.subs {
			if sub.nullable() {
				return true
			}
		}
		return false
	case treeRepeat:
		return t.min == 0 || t.subs[0].nullable()
	}
	return all(t.subs, (*patternTree).nullable)
}

// startsText reports whether t matches only where the text begins. V8 tries
// such a pattern once instead of at each position.
func (t *patternTree) startsText() bool {
	switch {
	case t.kind == treeAssertion:
		return t.assertion == syntax.EmptyBeginText
	case t.kind == treeAlternate:
		return all(t.subs, (*patternTree).startsText)
	case t.kind == treeConcat && len(t.subs) > 0:
		return t.subs[0].startsText()
	}
	return false
}

// assertsWords reports whether t has \b or \B.
func (t *patternTree) assertsWords() bool {
	const words = syntax.EmptyWordBoundary | syntax.EmptyNoWordBoundary
	if t.kind == treeAssertion {
		return t.assertion&words != 0
	}
	return slices.ContainsFunc(t.subs, (*patternTree).assertsWords)
}

// size is about how many nodes a graph has in which the tree's limited repetitions are
// written out, at most endless.
func (t *patternTree) size() int {
	n := 1
	for _, sub := range t.subs {
		n = min(n+sub.size(), endless)
	}
	if t.kind == treeRepeat {
		n = min(n*max(1, t.min, t.max), endless)
	}
	return n
}
