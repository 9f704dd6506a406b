package compat

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
)

func TestSearch(t *testing.T) {
	for _, c := range []struct {
		match, avoid string
		least, most  int
		want         string
		answer       answer
	}{
		{"", "", 0, unlimited, "", found},
		{"", "", 3, 3, "aaa", found},
		{"^[a-z]+$", "", 0, unlimited, "a", found},
		{"^[a-z]+$", "", 4, 9, "aaaa", found},
		{"^[a-z]{2}$", "", 3, unlimited, "", none},
		{"^[a-z]+$", "^[a-z][a-z]*$", 0, unlimited, "", none},
		{"^[a-z]+$", "^[a-y]+$", 0, unlimited, "z", found},
		{"^[a-z]+$", "^[a-y]*", 0, unlimited, "", none},
		{"^(?:A|B|C)$", "^(?:A|B)$", 0, unlimited, "C", found},
		{"^(?:A|B)$", "^[A-C]$", 0, unlimited, "", none},
		{"b", "", 0, unlimited, "b", found},
		{"^(a|b)(c)$", "", 0, unlimited, "ac", found},
		{"^(a|b)c$", "^(a)c$", 0, unlimited, "bc", found},
		{"^(?:)a$", "", 0, unlimited, "a", found},
		{"b", "^b", 0, unlimited, "ab", found},
		{"^[0-9]{4}$", "^(?:19|20)[0-9]{2}$", 0, unlimited, "0000", found},
		{`^\bfoo\b`, `^foo$`, 0, unlimited, "foo ", found},
		{`^foo\B`, `^foo[a-z]`, 0, unlimited, "foo0", found},
		{"", "^[^a]*$", 0, 1, "a", found},
		{"", "^[\\x00-\U0010ffff]*$", 0, unlimited, "", none},
		// Halves of a surrogate pair are in no text.
		{`^[\x{D800}-\x{E000}]$`, "", 0, unlimited, "\ue000", found},
		{`^[\x{DFFF}-\x{E000}]$`, "", 0, unlimited, "\ue000", found},
		{`^[\x{D800}-\x{DFFF}]$`, "", 0, unlimited, "", none},
		{contract.FormatDate.Pattern(), contract.FormatDateOrDateTime.Pattern(), 0, unlimited, "", none},
		{contract.FormatDateTime.Pattern(), contract.FormatDateOrDateTime.Pattern(), 0, unlimited, "", none},
		{contract.FormatDateOrDateTime.Pattern(), contract.FormatDate.Pattern(), 0, unlimited, "0000-01-01T00:00:00Z", found},
		{"(", "", 0, unlimited, "", unknown},
	} {
		got, answer := search(c.match, c.avoid, c.least, c.most)
		if answer != c.answer || len(got) != len(c.want) {
			t.Errorf("search(%q, %q, %d, %d) = %q, %d, want %q, %d", c.match, c.avoid, c.least, c.most, got, answer, c.want, c.answer)
		}
		if answer != found {
			continue
		}
		if n := utf8.RuneCountInString(got); n < c.least || c.most != unlimited && n > c.most {
			t.Errorf("search(%q, %q): %q has %d characters", c.match, c.avoid, got, n)
		}
		if !regexp.MustCompile(c.match).MatchString(got) || c.avoid != "" && regexp.MustCompile(c.avoid).MatchString(got) {
			t.Errorf("search(%q, %q): %q is not what was asked for", c.match, c.avoid, got)
		}
	}
}

// The search gives up instead of hanging: after so many states, or so many
// instructions where each state has many.
func TestSearch_GivesUp(t *testing.T) {
	for _, c := range []struct{ name, match, avoid string }{
		{"2^20 states", "^[ab]*$", "a[ab]{19}$|^[ab]{0,60}$"},
		{"large states", "^(?:a|b|c|d){0,500}$", "^(?:a?b?c?d?){0,200}$"},
		{"large states of both", "^(?:[a-z]{1,1000})*$", "^(?:[a-y]{1,1000}|z{1,1000})*$"},
		{"large alphabet", "^" + distinct(0x4e00, 6000) + "$", "^" + distinct(0x4e00, 6000) + "x"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &searcher{known: map[pairState]int{}}
			if s.prepare(c.match, c.avoid) {
				if text, answer := s.run(0, unlimited); answer != unknown {
					t.Errorf("%q, %d; want to give up", text, answer)
				}
				if s.work > workBudget+workBudget/10 {
					t.Errorf("it follows %d instructions, and the budget is %d", s.work, workBudget)
				}
			}
		})
	}
}

func TestAlphabet_HasOneRuneOfEachSort(t *testing.T) {
	for _, c := range []struct {
		patterns []string
		want     string
	}{
		{[]string{""}, "a"},
		{[]string{"^.*$"}, "a\n"},
		{[]string{"^[a-z]+$"}, "a0"},
		{[]string{"^[a-z]+$", "^[a-y0]*$"}, "a0Az"},
		{[]string{`^[a-z ]\b`}, "a0- \n"},
	} {
		var progs []*syntax.Prog
		for _, p := range c.patterns {
			progs = append(progs, programOf(p))
		}
		if got := string(alphabet(progs...)); got != c.want {
			t.Errorf("alphabet of %q: %q, want %q", c.patterns, got, c.want)
		}
	}
}

// distinct is a text of so many characters, every other from the first on.
func distinct(first rune, count int) string {
	var b strings.Builder
	for i := range count {
		b.WriteRune(first + 2*rune(i))
	}
	return b.String()
}
