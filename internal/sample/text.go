package sample

import (
	"errors"
	"regexp"
	"regexp/syntax"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/wire"
)

// text makes up a string for the named field.
func (s *Source) text(schema *contract.Schema, name string) (string, error) {
	least, most := lengths(schema)
	switch {
	case len(schema.Enum) > 0:
		return s.pick(schema.Enum), nil
	case least > wire.MaxSize:
		return "", errTextTooLarge
	case schema.Format != "":
		return s.formatted(schema.Format, least, most)
	case schema.Pattern != "":
		return s.matching(schema.Pattern, least, most)
	}
	if s.below(3) > 0 {
		text, known := s.plain(name)
		if n := utf8.RuneCountInString(text); known && n >= least && n <= most {
			return text, nil
		}
	}
	return s.freeText(least, most), nil
}

// lengths are the limits in code points, where none is set rather short.
func lengths(schema *contract.Schema) (least, most int) {
	const usual = 300
	if schema.MinLength != nil {
		least = *schema.MinLength
	}
	most = max(usual, least+usual)
	if schema.MaxLength != nil {
		most = *schema.MaxLength
	}
	return least, most
}

// freeText makes up text of that many code points, often at a limit.
func (s *Source) freeText(least, most int) string {
	n := s.between(least, min(most, least+30))
	switch s.below(8) {
	case 0:
		n = least
	case 1:
		n = min(most, max(least, 5000))
	}
	words := s.oneIn(2)
	var b strings.Builder
	for count := 0; count < n; {
		piece := s.pick(pieces)
		if words {
			piece = s.pick(wordList) + " "
		}
		for _, r := range piece {
			if count < n {
				b.WriteRune(r)
				count++
			}
		}
	}
	return b.String()
}

// pieces are what strings break on.
var pieces = []string{
	"a", "Z", "0", " ", "é", "ß", "Ж", "中", "ア", "\"", "\\", "/", "<", ">", "&", "'", "=", "{", "}", "[", "]", ",", ":",
	"\b", "\f", "\n", "\r", "\t", "\x00", "\x01", "\x1f", "\x7f", "\u0080", "\u00a0", "\u2028", "\u2029", "\ufeff", "\ufffd", "\uffff",
	"🎬", "👩‍👩‍👧", "🇩🇪", "e\u0301", "\u202e", "\U0010ffff", "\\u0041", "${x}", "%s", "</script>", "--",
}

var wordList = []string{
	"aurora", "north", "evening", "late", "river", "signal", "harbour", "winter", "Übersee", "crème", "naïve", "night", "of", "the", "and",
}

// matching makes up a text that a pattern matches.
func (s *Source) matching(pattern string, least, most int) (string, error) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return "", err
	}
	tree, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return "", err
	}
	tree = tree.Simplify()
	w := &patternWalk{Source: s, steps: patternSteps}
	for range 200 {
		text := w.text(tree)
		if w.steps < 0 {
			break
		}
		if n := utf8.RuneCountInString(text); n >= least && n <= most && re.MatchString(text) {
			return text, nil
		}
	}
	return "", errors.New("no text could be generated that matches its pattern and lengths; loosen one of them")
}
