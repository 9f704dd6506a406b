package compat

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
)

// A language is the set of texts that a string's schema admits.
type language struct {
	enum        []string // all of them, if there are any
	form        string   // the pattern, its own or its format's; "" for any
	least, most int      // length in code points; most is unlimited for none
}

const unlimited = -1

func languageOf(s *contract.Schema) language {
	l := language{enum: s.Enum, form: s.Pattern, most: unlimited}
	if s.Format != "" {
		l.form = s.Format.Pattern()
		if most, ok := s.Format.MaxLength(); ok {
			l.most = most
		}
	}
	if s.MinLength != nil {
		l.least = *s.MinLength
	}
	if s.MaxLength != nil {
		l.most = *s.MaxLength
	}
	if l.enum != nil {
		l.form = oneOf(l.enum)
	}
	return l
}

// oneOf is the pattern of exactly these texts.
func oneOf(texts []string) string {
	quoted := make([]string, len(texts))
	for i, t := range texts {
		quoted[i] = regexp.QuoteMeta(t)
	}
	return "^(?:" + strings.Join(quoted, "|") + ")$"
}

// admits judges one text.
func (l language) admits(text string) bool {
	n := utf8.RuneCountInString(text)
	if n < l.least || l.most != unlimited && n > l.most {
		return false
	}
	if l.enum != nil {
		return slices.Contains(l.enum, text)
	}
	re, err := regexp.Compile(l.form)
	return err == nil && re.MatchString(text)
}

// escape finds a text of l that other refuses.
func (l language) escape(other language) (string, answer) {
	if l.enum != nil {
		for _, text := range l.enum {
			if l.admits(text) && !other.admits(text) {
				return text, found
			}
		}
		return "", none
	}
	var worst answer
	for _, way := range []func(language) (string, answer){l.longer, l.shorter, l.differing} {
		text, a := way(other)
		if a == found {
			return text, found
		}
		worst = max(worst, a)
	}
	return "", worst
}

// longer finds a text of l that is too long for other.
func (l language) longer(other language) (string, answer) {
	if other.most == unlimited || l.most != unlimited && l.most <= other.most {
		return "", none
	}
	return search(l.form, "", max(l.least, other.most+1), l.most)
}

// shorter finds a text of l that is too short for other.
func (l language) shorter(other language) (string, answer) {
	if l.least >= other.least {
		return "", none
	}
	most := other.least - 1
	if l.most != unlimited {
		most = min(most, l.most)
	}
	return search(l.form, "", l.least, most)
}

// differing finds a text of l of which the form is not other's: one of a length
// that other admits, if there is one.
func (l language) differing(other language) (string, answer) {
	if other.form == "" || other.form == l.form {
		return "", none
	}
	least, most := max(l.least, other.least), l.most
	if most == unlimited || other.most != unlimited && other.most < most {
		most = other.most
	}
	if most == unlimited || least <= most {
		if text, a := search(l.form, other.form, least, most); a == found {
			return text, a
		}
	}
	return search(l.form, other.form, l.least, l.most)
}

// shortest finds the shortest text of l.
func (l language) shortest() (string, answer) {
	if l.enum != nil {
		return l.enum[0], found
	}
	if l.form == "" && l.least <= searchBudget {
		return strings.Repeat("a", l.least), found
	}
	return search(l.form, "", l.least, l.most)
}

// programOf compiles a pattern as package regexp does; nil if it cannot.
func programOf(pattern string) *syntax.Prog {
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	prog, err := syntax.Compile(tree.Simplify())
	if err != nil {
		return nil
	}
	return prog
}
