package sample

import (
	"regexp/syntax"
	"strings"
)

// patternSteps bounds the work for a text: repetitions of repetitions multiply.
const patternSteps = 1 << 21

// A patternWalk makes up texts along a pattern, until it has no steps left.
type patternWalk struct {
	*Source
	b     strings.Builder
	steps int
}

// text makes up a text. Assertions are passed over, so it may not match.
func (w *patternWalk) text(tree *syntax.Regexp) string {
	w.b.Reset()
	w.walk(tree)
	return w.b.String()
}

func (w *patternWalk) walk(re *syntax.Regexp) {
	if w.steps -= 1 + len(re.Rune); w.steps < 0 {
		return
	}
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			w.b.WriteRune(r)
		}
	case syntax.OpCharClass:
		w.b.WriteRune(w.member(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		w.b.WriteByte('x')
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			w.walk(sub)
		}
	case syntax.OpAlternate:
		w.walk(re.Sub[w.below(len(re.Sub))])
	case syntax.OpStar:
		w.repeat(re.Sub[0], 0, 6)
	case syntax.OpPlus:
		w.repeat(re.Sub[0], 1, 7)
	case syntax.OpQuest:
		w.repeat(re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		most := re.Max
		if most < 0 {
			most = re.Min + 6
		}
		w.repeat(re.Sub[0], re.Min, most)
	}
}

func (w *patternWalk) repeat(re *syntax.Regexp, least, most int) {
	for range w.between(least, most) {
		w.walk(re)
	}
}

// member draws from a class, given as pairs of first and last.
func (s *Source) member(pairs []rune) rune {
	i := 2 * s.below(len(pairs)/2)
	first, last := pairs[i], pairs[i+1]
	r := rune(s.between(int(first), int(min(last, first+100))))
	if r >= 0xd800 && r < 0xe000 {
		return first // a half of a pair is no character
	}
	return r
}
