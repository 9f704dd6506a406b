package compat

import (
	"slices"
	"strings"

	"github.com/mediamesh/events/internal/contract"
)

// text compares two strings.
func (w *walk) text(at spot, o, n *contract.Schema) {
	a, b := languageOf(o), languageOf(n)
	switch {
	case o.Enum != nil && n.Enum != nil:
		w.enums(at, o, n)
	case n.Enum != nil:
		w.note(at, "ENUM_ADDED", o, n, []string{"enum"}, ofText(a.escape(b)), ofText(b.escape(a)), "is one of %s now, and nothing else", list(n.Enum))
	case o.Enum != nil:
		w.note(at, "ENUM_REMOVED", o, n, []string{"enum"}, ofText(a.escape(b)), ofText(b.escape(a)), "may be something else than %s", list(o.Enum))
	default:
		w.leastLength(at, o, n, a, b)
		w.mostLength(at, o, n, a, b)
		w.form(at, o, n, a, b)
	}
}

// enums compares two lists of values: one difference for each value.
func (w *walk) enums(at spot, o, n *contract.Schema) {
	changed := false
	for _, v := range n.Enum {
		if !slices.Contains(o.Enum, v) {
			changed = true
			w.note(at, "ENUM_VALUE_ADDED", o, n, []string{"enum"}, evidence{}, of(quote(v), found), "may be %q", v)
		}
	}
	for _, v := range o.Enum {
		if !slices.Contains(n.Enum, v) {
			changed = true
			w.note(at, "ENUM_VALUE_REMOVED", o, n, []string{"enum"}, of(quote(v), found), evidence{}, "may no longer be %q", v)
		}
	}
	if !changed && !slices.Equal(o.Enum, n.Enum) {
		w.note(at, "REWRITTEN", o, n, []string{"enum"}, evidence{}, evidence{}, "has its values in another order")
	}
}

func (w *walk) leastLength(at spot, o, n *contract.Schema, a, b language) {
	rule := "MIN_LENGTH_RAISED"
	switch {
	case a.least > b.least:
		rule = "MIN_LENGTH_LOWERED"
	case a.least == b.least && (o.MinLength == nil) != (n.MinLength == nil):
		w.note(at, "REWRITTEN", o, n, []string{"minLength"}, evidence{}, evidence{}, "may be empty, as before")
		return
	case a.least == b.least:
		return
	}
	w.note(at, rule, o, n, []string{"minLength"}, ofText(a.shorter(b)), ofText(b.shorter(a)), "has at least %s, was %d", count(b.least, "character"), a.least)
}

// mostLength compares declared limits; that of a format alone is the format's.
func (w *walk) mostLength(at spot, o, n *contract.Schema, a, b language) {
	if o.MaxLength == nil && n.MaxLength == nil {
		return
	}
	rule := "MAX_LENGTH_RAISED"
	switch {
	case over(a.most, b.most):
		rule = "MAX_LENGTH_LOWERED"
	case a.most == b.most && (o.MaxLength == nil) != (n.MaxLength == nil):
		w.note(at, "REWRITTEN", o, n, []string{"maxLength"}, evidence{}, evidence{}, "has at most %s, as its format had it before", count(b.most, "character"))
		return
	case a.most == b.most:
		return
	}
	w.note(at, rule, o, n, []string{"maxLength"}, ofText(a.longer(b)), ofText(b.longer(a)), "%s, was %s", atMost(b.most, "character"), limit(a.most))
}

// form compares patterns and formats, and the lengths that formats imply.
func (w *walk) form(at spot, o, n *contract.Schema, a, b language) {
	if o.Pattern == n.Pattern && o.Format == n.Format {
		return
	}
	sort, before, after := "PATTERN", o.Pattern, n.Pattern
	if o.Format != "" || n.Format != "" {
		sort, before, after = "FORMAT", string(o.Format), string(n.Format)
	}
	rule := "_CHANGED"
	switch {
	case before == "":
		rule = "_ADDED"
	case after == "":
		rule = "_REMOVED"
	}
	both := func(a, b language) evidence {
		text, answer := a.differing(b)
		if answer != found && o.MaxLength == nil && n.MaxLength == nil {
			if longer, more := a.longer(b); more != none {
				return ofText(longer, more)
			}
		}
		return ofText(text, answer)
	}
	w.note(at, sort+rule, o, n, []string{"format", "pattern"}, both(a, b), both(b, a), "is %s, was %s", formOf(n), formOf(o))
}

// formOf names the form of a text.
func formOf(s *contract.Schema) string {
	switch {
	case s.Format != "":
		return "of the format " + string(s.Format)
	case s.Pattern != "":
		return "text that matches " + s.Pattern
	}
	return "text of any form"
}

// number compares the ranges of two numbers.
func (w *walk) number(at spot, o, n *contract.Schema) {
	a, b := spanOf(o), spanOf(n)
	w.end(at, o, n, "MINIMUM", b.low-a.low, ofNumber(a.below(b)), ofNumber(b.below(a)), lowest(n), lowest(o), []string{"minimum", "exclusiveMinimum"})
	w.end(at, o, n, "MAXIMUM", b.high-a.high, ofNumber(a.above(b)), ofNumber(b.above(a)), highest(n), highest(o), []string{"maximum", "exclusiveMaximum"})
}

// end compares one end of two ranges, of which the new one is so much higher.
func (w *walk) end(at spot, o, n *contract.Schema, end string, higher float64, back, forth evidence, after, before string, keywords []string) {
	switch {
	case after == before:
	case higher > 0:
		w.note(at, end+"_RAISED", o, n, keywords, back, forth, "is %s, was %s", after, before)
	case higher < 0:
		w.note(at, end+"_LOWERED", o, n, keywords, back, forth, "is %s, was %s", after, before)
	default:
		w.note(at, "REWRITTEN", o, n, keywords, evidence{}, evidence{}, "is %s, which is the same as %s", after, before)
	}
}

func lowest(s *contract.Schema) string {
	switch {
	case s.Minimum != nil:
		return "at least " + string(number(*s.Minimum))
	case s.ExclusiveMinimum != nil:
		return "above " + string(number(*s.ExclusiveMinimum))
	}
	return "as low as its type goes"
}

func highest(s *contract.Schema) string {
	switch {
	case s.Maximum != nil:
		return "at most " + string(number(*s.Maximum))
	case s.ExclusiveMaximum != nil:
		return "below " + string(number(*s.ExclusiveMaximum))
	}
	return "as high as its type goes"
}

// list is values in words.
func list(values []string) string {
	const shown = 8
	if len(values) <= shown {
		return strings.Join(values, ", ")
	}
	return strings.Join(values[:shown], ", ") + " and " + count(len(values)-shown, "other")
}
