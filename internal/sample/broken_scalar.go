package sample

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
	"github.com/mediamesh/events/wire"
)

// text breaks the limits of a text.
func (b *breaker) text(v *jsontree.Value, s *contract.Schema, pointer string) {
	try := func(t, rule, what string) { b.with(v, jsontree.Of(t), pointer, rule, what) }
	if len(s.Enum) > 0 {
		try(unlisted(s.Enum), wire.RuleEnum, "a text that is not listed")
		return
	}
	implied, open := s.Format.MaxLength()
	most := wire.MaxSize
	if s.MaxLength != nil {
		most = *s.MaxLength
	}
	if open {
		most = min(most, implied)
	}
	if (s.Format == "" || open) && s.Pattern == "" {
		if s.MinLength != nil && *s.MinLength > 0 && !open {
			try(strings.Repeat("x", *s.MinLength-1), wire.RuleMinLength, "one character too few")
		}
		if most < wire.MaxSize {
			try(filled(s.Format, most+1), wire.RuleMaxLength, "one character too many")
		}
	}
	least := 0
	if s.MinLength != nil {
		least = *s.MinLength
	}
	switch {
	case pointer == "/metadata/eventVersion":
		try("1.0", wire.RulePattern, "no version")
	case s.Format != "":
		try(ofNoFormat(s.Format, least), wire.RulePattern, "no "+string(s.Format))
	case s.Pattern != "":
		if t, ok := unmatched(s.Pattern, least, most); ok {
			try(t, wire.RulePattern, "a text that does not match")
		}
	}
}

// unlisted is a text that is not among the legal ones.
func unlisted(enum []string) string {
	t := "NOT_" + enum[0]
	for slices.Contains(enum, t) {
		t = "NOT_" + t
	}
	return t
}

// filled is a text of that format, or of none, and of that length.
func filled(f contract.Format, n int) string {
	head, tail := "", ""
	switch f {
	case contract.FormatEmail:
		tail = "@example.com"
	case contract.FormatURI:
		head = "https://example.com/"
	}
	if n < len(head)+len(tail) { // a limit that leaves little room
		head, tail = strings.Replace(head, "https://example.com/", "x:", 1), strings.Replace(tail, "example.com", "b.c", 1)
	}
	return head + strings.Repeat("x", max(0, n-len(head)-len(tail))) + tail
}

// ofNoFormat is nearly of a format.
func ofNoFormat(f contract.Format, least int) string {
	switch f {
	case contract.FormatDateTime:
		return "2026-02-30" + ExampleTime[len("2026-01-15"):]
	case contract.FormatDate, contract.FormatDateOrDateTime:
		return "2026-02-30"
	}
	return strings.Repeat("x", max(1, least)) // no @, and no colon
}

// unmatched is a text of legal length that a pattern does not match.
func unmatched(pattern string, least, most int) (string, bool) {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return "", false
	}
	for _, piece := range []string{"", "?", " ", "x", "0", "\u00e9", "\n"} {
		t := piece
		if n := utf8.RuneCountInString(piece); n < least && n > 0 {
			t = strings.Repeat(piece, least)
		}
		if n := utf8.RuneCountInString(t); n >= least && n <= most && !re.MatchString(t) {
			return t, true
		}
	}
	return "", false
}

// number breaks the limits of a number.
func (b *breaker) number(v *jsontree.Value, s *contract.Schema, pointer string) {
	try := func(f float64, rule, what string) {
		number, err := json.Marshal(f)
		if err == nil { // else there is no number beyond the limit
			b.with(v, jsontree.New(string(number)), pointer, rule, what)
		}
	}
	beyond := func(limit, towards float64) float64 {
		if step := math.Copysign(1, towards); limit+step != limit && !math.IsInf(limit+step, 0) {
			return limit + step
		}
		return math.Nextafter(limit, towards)
	}
	if s.Kind == contract.KindInteger {
		try(exampleFraction(s), wire.RuleType, "a number with a fraction")
	}
	if s.Minimum != nil {
		try(beyond(*s.Minimum, math.Inf(-1)), wire.RuleMinimum, "less than the minimum")
	}
	if s.ExclusiveMinimum != nil {
		try(*s.ExclusiveMinimum, wire.RuleExclusiveMinimum, "the limit, which is excluded")
	}
	if s.Maximum != nil {
		try(beyond(*s.Maximum, math.Inf(1)), wire.RuleMaximum, "more than the maximum")
	}
	if s.ExclusiveMaximum != nil {
		try(*s.ExclusiveMaximum, wire.RuleExclusiveMaximum, "the limit, which is excluded")
	}
	if s.Kind != contract.KindInteger {
		return
	}
	// An integer that has no limits of its own is an int64 still.
	if s.Maximum == nil && s.ExclusiveMaximum == nil {
		b.with(v, jsontree.New("9223372036854775808"), pointer, wire.RuleExclusiveMaximum, "2^63, more than an int64 holds")
	}
	if s.Minimum == nil && s.ExclusiveMinimum == nil {
		b.with(v, jsontree.New("-9223372036854775808"), pointer, wire.RuleExclusiveMinimum, "-2^63, which a float64 cannot tell from less")
	}
}

// exampleFraction is not an integer, and within the limits if there is room.
func exampleFraction(s *contract.Schema) float64 {
	low, high := limits(s, -1<<40, 1<<40, 1)
	f := math.Min(math.Max(1, low), high)
	if f+0.5 > high && f-0.5 >= low {
		return f - 0.5
	}
	return f + 0.5
}
