package compat

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// pattern draws a regular expression over few letters, with what patterns in
// use have.
func pattern(deep int) *rapid.Generator[string] {
	atoms := rapid.SampledFrom([]string{"a", "b", "0", " ", "[ab]", "[^a]", `\w`, `\d`, "^", "$", `\b`, `\B`, "[a0]"})
	if deep == 0 {
		return atoms
	}
	inner := pattern(deep - 1)
	return rapid.OneOf(
		atoms,
		rapid.Custom(func(t *rapid.T) string { return inner.Draw(t, "left") + inner.Draw(t, "right") }),
		rapid.Custom(func(t *rapid.T) string { return "(?:" + inner.Draw(t, "one") + "|" + inner.Draw(t, "other") + ")" }),
		rapid.Custom(func(t *rapid.T) string {
			return "(?:" + inner.Draw(t, "repeated") + ")" + rapid.SampledFrom([]string{"*", "+", "?", "{2}", "{1,2}", "{2,}"}).Draw(t, "times")
		}),
		rapid.Custom(func(t *rapid.T) string { return "^" + inner.Draw(t, "anchored") + "$" }),
	)
}

// texts are all of so many letters, of which there is one of each sort that
// the patterns tell apart.
func texts(most int) (all []string) {
	layer := []string{""}
	for range most + 1 {
		all = append(all, layer...)
		var next []string
		for _, t := range layer {
			for _, letter := range []string{"a", "b", "0", "1", "z", " ", "-", "é"} {
				next = append(next, t+letter)
			}
		}
		layer = next
	}
	return all
}

// TestSearchAgainstAll holds the search against looking at every text.
func TestSearchAgainstAll(t *testing.T) {
	const most = 4
	all := texts(most)
	rapid.Check(t, func(t *rapid.T) {
		match, avoid := pattern(3).Draw(t, "match"), pattern(3).Draw(t, "avoid")
		least := rapid.IntRange(0, most).Draw(t, "least")
		got, answer := search(match, avoid, least, most)
		want := ""
		matching, avoiding := regexp.MustCompile(match), regexp.MustCompile(avoid)
		there := false
		for _, text := range all {
			if len([]rune(text)) >= least && matching.MatchString(text) && !avoiding.MatchString(text) {
				want, there = text, true
				break
			}
		}
		switch {
		case answer == unknown:
			t.Fatalf("gave up on %q without %q", match, avoid)
		case (answer == found) != there:
			t.Fatalf("%q without %q, from %d: %q, %d; all texts say %q, %t", match, avoid, least, got, answer, want, there)
		case there && len([]rune(got)) != len([]rune(want)):
			t.Fatalf("%q without %q: %q is not as short as %q", match, avoid, got, want)
		case there && (!matching.MatchString(got) || avoiding.MatchString(got)):
			t.Fatalf("%q without %q: %q is none", match, avoid, got)
		}
	})
}

// TestSpansAgainstAll holds ranges of numbers against looking at many.
func TestSpansAgainstAll(t *testing.T) {
	end := rapid.SampledFrom([]float64{-1 << 60, -3, -1, -0.5, 0, 0.5, 1, 2, 2.5, 7, 1 << 53, 1e300})
	draw := rapid.Custom(func(t *rapid.T) span {
		a, b := end.Draw(t, "a"), end.Draw(t, "b")
		s := span{min(a, b), max(a, b), rapid.Bool().Draw(t, "whole")}
		if s.whole && (s.low != float64(int(s.low)) || s.high != float64(int(s.high))) {
			s.whole = false // whole numbers have whole limits
		}
		return s
	})
	rapid.Check(t, func(t *rapid.T) {
		writer, reader := draw.Draw(t, "writer"), draw.Draw(t, "reader")
		x, answer := writer.escape(reader)
		if answer == found && (!writer.has(x) || reader.has(x)) {
			t.Fatalf("%v is not a number of %v that %v refuses", x, writer, reader)
		}
		for _, y := range []float64{writer.low, writer.high, writer.nearest(), -2, -0.25, 0.25, 1.5, 3, 6.5, writer.low + 0.5, writer.high - 0.5} {
			if answer == none && writer.has(y) && !reader.has(y) {
				t.Fatalf("none said, and %v is one of %v that %v refuses", y, writer, reader)
			}
		}
	})
}

// A number that is not whole is found in ranges that have few of them.
func TestSpan_EscapesToFraction(t *testing.T) {
	whole := span{-100, 100, true}
	for _, c := range []struct {
		writer span
		want   float64
		answer answer
	}{
		{span{-2, 2, false}, 0.5, found},
		{span{3, 7, false}, 3.5, found},
		{span{3.25, 3.25, false}, 3.25, found},
		{span{1, 1.25, false}, 1.25, found},
		{span{1.75, 2, false}, 1.75, found},
		{span{3, 3, false}, 0, none},
		{span{3, 7, true}, 0, none},
	} {
		if x, answer := c.writer.escape(whole); x != c.want || answer != c.answer {
			t.Errorf("%v: %v, %d, want %v, %d", c.writer, x, answer, c.want, c.answer)
		}
	}
}

// Where floats are more than 1 apart, the limit less 1 is the limit itself: it is
// no example.
func TestSpan_EscapesBeyondLimit(t *testing.T) {
	for _, c := range []struct {
		writer, reader span
		want           float64
		answer         answer
	}{
		{span{0, 10, true}, span{5, 10, true}, 4, found},
		{span{0.25, 10, false}, span{0.5, 10, false}, 0.25, found},
		{span{7, 1e18, true}, span{1e17, 1e18, true}, 7, found},
		{span{-1e18, 1e18, false}, span{-1e17, 1e18, false}, -1e18, found},
		{span{1e17, 1e18, true}, span{1e17, 1e18, true}, 0, none},
		{span{0, 10, true}, span{0, 5, true}, 6, found},
		{span{-1e18, -7, true}, span{-1e18, -1e17, true}, -7, found},
		{span{0, 1e18, false}, span{0, 1e17, false}, 1e18, found},
	} {
		if x, answer := c.writer.escape(c.reader); x != c.want || answer != c.answer {
			t.Errorf("%v, read as %v: %v, %d, want %v, %d", c.writer, c.reader, x, answer, c.want, c.answer)
		}
	}
}
