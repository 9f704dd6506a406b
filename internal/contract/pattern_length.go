package contract

import "regexp/syntax"

// limitsLength reports whether all text that matches the pattern is of limited
// length: `^[a-z]{2,8}$` is, `^[a-z]+$` is not, nor is `[a-z]{2}`, which only
// has to occur somewhere.
func limitsLength(pattern string) bool {
	re, err := syntax.Parse(pattern, syntax.Perl)
	return err == nil && anchored(re) && limited(re)
}

// anchored reports whether a match always reaches from end to end.
func anchored(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpCapture:
		return anchored(re.Sub[0])
	case syntax.OpAlternate:
		return all(re.Sub, anchored)
	case syntax.OpConcat:
		first, last := re.Sub[0], re.Sub[len(re.Sub)-1]
		return first.Op == syntax.OpBeginText && last.Op == syntax.OpEndText ||
			len(re.Sub) == 1 && anchored(first)
	}
	return false
}

// limited reports whether a match of re is of limited length.
func limited(re *syntax.Regexp) bool {
	switch {
	case re.Op == syntax.OpStar, re.Op == syntax.OpPlus, re.Op == syntax.OpRepeat && re.Max < 0:
		return false
	}
	return all(re.Sub, limited)
}

func all[T any](subs []T, holds func(T) bool) bool {
	for _, s := range subs {
		if !holds(s) {
			return false
		}
	}
	return true
}
