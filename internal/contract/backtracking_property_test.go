package contract

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// portablePattern draws a pattern over few letters, so that its parts overlap.
// Package regexp refuses some for the product of their counts.
func portablePattern(depth int) *rapid.Generator[string] {
	return anyPattern(depth).Filter(func(pattern string) bool { return Unportable(pattern) == "" })
}

func anyPattern(depth int) *rapid.Generator[string] {
	atoms := rapid.SampledFrom([]string{"a", "b", "0", " ", "[ab]", "[^a]", "[a0]", `\w`, `\d`, `\W`, "^", "$", `\b`, `\B`, ""})
	if depth == 0 {
		return atoms
	}
	inner := anyPattern(depth - 1)
	return rapid.OneOf(
		atoms,
		rapid.Custom(func(t *rapid.T) string { return inner.Draw(t, "left") + inner.Draw(t, "right") }),
		rapid.Custom(func(t *rapid.T) string { return "(?:" + inner.Draw(t, "one") + "|" + inner.Draw(t, "other") + ")" }),
		rapid.Custom(func(t *rapid.T) string {
			times := rapid.SampledFrom([]string{"*", "+", "?", "{2}", "{1,2}", "{2,}", "{0,9}", "{1,20}", "*?", "+?", "{2,}?"}).Draw(t, "times")
			return "(" + inner.Draw(t, "repeated") + ")" + times
		}),
		rapid.Custom(func(t *rapid.T) string { return "^" + inner.Draw(t, "anchored") + "$" }),
	)
}

// manyChoices draws a pattern in which nothing repeats without limit, and much may be read
// in several ways.
func manyChoices() *rapid.Generator[string] {
	letter := rapid.StringOfN(rapid.RuneFrom([]rune("abcdefghijklmnopqrstuvwxyz")), 1, 1, -1)
	part := rapid.Custom(func(t *rapid.T) string {
		a, b := letter.Draw(t, "a"), letter.Draw(t, "b")
		form := rapid.SampledFrom([]string{"a?a?", "(?:a|a)", "(?:[ab]|a)", "(?:a|ab)(?:ba|a)?", "(?:a{0,3}){0,2}", "a{1,2}a?", "ab?b?", "a", "b-", "(?:a|)b?", "[ab]?[ba]?"}).Draw(t, "form")
		return strings.NewReplacer("a", a, "b", b).Replace(form)
	})
	return rapid.Custom(func(t *rapid.T) string {
		return "^" + strings.Join(rapid.SliceOfN(part, 5, 40).Draw(t, "parts"), "") + "$"
	}).Filter(func(pattern string) bool { return Unportable(pattern) == "" })
}

// memberOf draws a text that a pattern without endless repetitions matches.
func memberOf(t *rapid.T, tree *patternTree, a *alphabet) string {
	switch tree.kind {
	case treeRunes:
		set := a.sets[tree.set]
		var all []rune
		for class, r := range a.samples {
			if set.has(uint16(class)) {
				all = append(all, r)
			}
		}
		return string(rapid.SampledFrom(all).Draw(t, "letter"))
	case treeAlternate:
		return memberOf(t, rapid.SampledFrom(tree.subs).Draw(t, "alternative"), a)
	case treeRepeat:
		var b strings.Builder
		for range rapid.IntRange(tree.min, tree.max).Draw(t, "times") {
			b.WriteString(memberOf(t, tree.subs[0], a))
		}
		return b.String()
	}
	var b strings.Builder
	for _, sub := range tree.subs {
		b.WriteString(memberOf(t, sub, a))
	}
	return b.String()
}

// No text that an accepted pattern nearly matches takes it many more steps than are
// allowed.
func TestBacktracks_ManyChoicesProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := manyChoices().Draw(t, "pattern")
		const length = 100
		got := newAnalyses().backtracks(pattern, length)
		m := matcherOf(pattern)
		if got.attack != "" {
			if n := len([]rune(got.text)); n > length || !exceeds(m, got.text, allowedSteps(n)) {
				t.Fatalf("%q, at most %d characters: %s takes no more than %d steps", pattern, length, got.attack, allowedSteps(n))
			}
			return
		}
		if got.gaveUp || got.unsure {
			return // refused, since it cannot be judged
		}
		tree, _ := parseTree(pattern)
		for range 20 {
			text := memberOf(t, tree, m.alphabet) + rapid.SampledFrom([]string{"", "!", "-"}).Draw(t, "suffix")
			if limit := 4 * allowedSteps(length); len([]rune(text)) <= length && exceeds(m, text, limit) {
				t.Fatalf("%q, at most %d characters, is accepted: %q takes more than %d steps", pattern, length, text, limit)
			}
		}
	})
}

// matcherOf compiles a pattern for the matcher of the analysis.
func matcherOf(pattern string) *matcher {
	tree, sets := parseTree(pattern)
	return compileMatcher(tree, alphabetOf(sets))
}

var letters = rapid.StringOfN(rapid.SampledFrom([]rune("aab0 _-é")), 0, 4, -1)

// pumped draws a text of at most length characters that repeats some words.
func pumped(t *rapid.T, length int) string {
	pumps := rapid.IntRange(1, 3).Draw(t, "pumps")
	var b strings.Builder
	for range pumps {
		b.WriteString(letters.Draw(t, "lead"))
		pump := letters.Draw(t, "pump")
		if pump == "" {
			pump = "a"
		}
		b.WriteString(strings.Repeat(pump, length/pumps/len([]rune(pump))))
	}
	b.WriteString(letters.Draw(t, "suffix"))
	runes := []rune(b.String())
	return string(runes[max(0, len(runes)-length):])
}

func exceeds(m *matcher, text string, limit int) bool {
	_, steps := m.match(m.alphabet.word(text), limit)
	return steps > limit
}

// No random text takes an accepted pattern many more steps than are allowed: the
// analysis looks for the way in which steps grow, and may miss the single
// character by which another text is worse. The text of a finding does take too many.
func TestBacktracks_Property(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := portablePattern(4).Draw(t, "pattern")
		length := rapid.SampledFrom([]int{10, 40, 300, 3000}).Draw(t, "length")
		got := newAnalyses().backtracks(pattern, length)
		m := matcherOf(pattern)
		if got.attack == "" && (got.gaveUp || got.unsure) {
			return // refused, since it cannot be judged
		}
		if got.attack != "" {
			n := len([]rune(got.text))
			if n > length || !exceeds(m, got.text, allowedSteps(n)) {
				t.Fatalf("%q, at most %d characters: %s takes no more than %d steps", pattern, length, got.attack, allowedSteps(n))
			}
			return
		}
		for range 20 {
			text := pumped(t, length)
			if limit := 4 * allowedSteps(length); exceeds(m, text, limit) {
				t.Fatalf("%q, at most %d characters, is accepted: %q takes more than %d steps", pattern, length, text, limit)
			}
		}
	})
}

// Of patterns far stranger than those of contracts, at most one in a hundred cannot be
// judged.
func TestBacktracks_JudgesNearlyAll(t *testing.T) {
	const tried = 300
	patterns := portablePattern(4)
	refused := 0
	for seed := range tried {
		pattern, length := patterns.Example(seed), []int{10, 40, 300, 3000}[seed%4]
		if got := newAnalyses().backtracks(pattern, length); got.attack == "" && (got.gaveUp || got.unsure) {
			t.Logf("refused %q, at most %d characters: %+v", pattern, length, got)
			refused++
		}
	}
	if refused > tried/100 {
		t.Errorf("refused %d of %d patterns", refused, tried)
	}
}

// The matcher that counts steps finds what package regexp finds.
func TestMatcher_AgreesWithRegexp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := portablePattern(4).Draw(t, "pattern")
		m, re := matcherOf(pattern), regexp.MustCompile(pattern)
		for range 20 {
			text := letters.Draw(t, "text") + letters.Draw(t, "more")
			matched, steps := m.match(m.alphabet.word(text), 10*maxSteps)
			if steps <= 10*maxSteps && matched != re.MatchString(text) {
				t.Fatalf("%q on %q: the matcher says %t", pattern, text, matched)
			}
		}
	})
}
