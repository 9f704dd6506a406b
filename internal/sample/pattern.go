package sample

import (
	"regexp/syntax"
	"strings"
)

// byPattern makes up a text along a pattern. Assertions are passed over, so it
// may not match.
func (s *Source) byPattern(pattern string) string {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return ""
	}
	var b strings.Builder
	s.walk(&b, tree.Simplify())
	return b.String()
}

func (s *Source) walk(b *strings.Builder, re *syntax.Regexp) {
	switch re.Op {
	case syntax.OpLiteral:
		for _, r := range re.Rune {
			b.WriteRune(r)
		}
	case syntax.OpCharClass:
		b.WriteRune(s.member(re.Rune))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte('x')
	case syntax.OpCapture, syntax.OpConcat:
		for _, sub := range re.Sub {
			s.walk(b, sub)
		}
	case syntax.OpAlternate:
		s.walk(b, re.Sub[s.below(len(re.Sub))])
	case syntax.OpStar:
		s.repeat(b, re.Sub[0], 0, 6)
	case syntax.OpPlus:
		s.repeat(b, re.Sub[0], 1, 7)
	case syntax.OpQuest:
		s.repeat(b, re.Sub[0], 0, 1)
	case syntax.OpRepeat:
		most := re.Max
		if most < 0 {
			most = re.Min + 6
		}
		s.repeat(b, re.Sub[0], re.Min, most)
	}
}

func (s *Source) repeat(b *strings.Builder, re *syntax.Regexp, least, most int) {
	for range s.between(least, most) {
		s.walk(b, re)
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
