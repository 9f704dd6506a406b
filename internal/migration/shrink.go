package migration

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/jsontree"
)

const shrinkTries = 5_000

// shrink makes a document as small as possible while wanted holds for it: it removes fields
// and elements, shortens texts and simplifies numbers. It is deterministic.
func shrink(data []byte, wanted func([]byte) bool) []byte {
	s := shrinker{root: jsontree.New(string(data)), wanted: wanted}
	for s.pass(s.root) {
		continue
	}
	return s.root.Append(nil)
}

type shrinker struct {
	root   *jsontree.Value
	wanted func([]byte) bool
	tries  int
}

// holds reports whether wanted holds for the current attempt.
func (s *shrinker) holds() bool {
	s.tries++
	return s.tries <= shrinkTries && s.wanted(s.root.Append(nil))
}

// pass tries each change once, from the outside in, and reports whether one of them was
// kept.
func (s *shrinker) pass(v *jsontree.Value) (changed bool) {
	for i := len(v.Members()) - 1; i >= 0; i-- {
		members := v.Members()
		v.SetMembers(slices.Delete(slices.Clone(members), i, i+1))
		if s.holds() {
			changed = true
			continue
		}
		v.SetMembers(members)
	}
	for _, m := range v.Members() {
		changed = s.pass(m.Value) || changed
	}
	return s.simplify(v) || changed
}

// simplify tries simpler values in place of a value.
func (s *shrinker) simplify(v *jsontree.Value) bool {
	for _, text := range simpler(v) {
		was := *v
		*v = *jsontree.New(text)
		if s.holds() {
			return true
		}
		*v = was
	}
	return false
}

// simpler lists replacements for a value, the simplest first.
func simpler(v *jsontree.Value) []string {
	switch v.Kind() {
	case '"':
		return shorter(v.Text())
	case '0':
		if f, err := strconv.ParseFloat(v.String(), 64); err == nil {
			return simplerNumbers(f, v.String())
		}
	case 't':
		return []string{"false"}
	}
	return nil
}

// simplerNumbers lists numbers that are shorter, or equally long and smaller.
func simplerNumbers(f float64, text string) []string {
	list := []string{"0", "1", "-1"}
	if i := slices.Index(list, text); i >= 0 {
		return list[:i]
	}
	for digits := range 4 {
		list = append(list, strconv.FormatFloat(f, 'f', digits, 64))
	}
	for _, by := range []float64{10, 2} {
		list = append(list, strconv.FormatFloat(math.Trunc(f/by), 'f', 0, 64))
	}
	return slices.DeleteFunc(list, func(other string) bool {
		g, _ := strconv.ParseFloat(other, 64)
		return other == text || len(other) > len(text) || len(other) == len(text) && math.Abs(g) >= math.Abs(f)
	})
}

// shorter lists texts that are shorter, cut between code points, or simpler.
func shorter(text string) []string {
	list := []string{`""`, `"a"`}
	for _, n := range []int{len(text) / 4, len(text) / 2, len(text) * 3 / 4, len(text) - 1} {
		for n > 0 && !utf8.RuneStart(text[n]) {
			n--
		}
		if n > 1 {
			list = append(list, jsontree.Quote(text[:n]))
		}
	}
	list = append(list, jsontree.Quote(strings.Repeat("a", utf8.RuneCountInString(text))), `"2026-01-15T10:00:00.000Z"`)
	if i := slices.Index(list, jsontree.Quote(text)); i >= 0 {
		list = list[:i]
	}
	return slices.DeleteFunc(list, func(s string) bool { return len(s) > len(jsontree.Quote(text)) })
}
