package wire

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// NoLimit is the Max of a rule without a maximum.
const NoLimit = math.MaxInt

// A Key is a field's name as it is written in a document after another field: `,"title":`.
// Field names need no escapes, so the name can be taken from it.
type Key string

// Name returns the field's name, "title".
func (k Key) Name() string {
	if len(k) < len(`,"":`) {
		return ""
	}
	return string(k[2 : len(k)-2])
}

// Text is the rule for a string.
type Text struct {
	Key      Key
	Optional bool     // null is read as absent
	Min, Max int      // in code points; Max must be set, to [NoLimit] if unlimited
	Format   Format   // zero for no format
	Pattern  *Pattern // nil for no pattern
	Enum     []string // empty for any value
}

// Integer is the rule for an int64.
type Integer struct {
	Key      Key
	Optional bool
	Limits
}

// Number is the rule for a float64.
type Number struct {
	Key      Key
	Optional bool
	Limits
}

// Limits restrict a number; nil means no limit.
type Limits struct {
	Min, Max, Above, Below *float64
}

// Value is the rule for a value of which only the type is restricted: a boolean, a time, an
// object, any JSON.
type Value struct {
	Key      Key
	Optional bool
}

// List is the rule for an array.
type List struct {
	Key      Key
	Optional bool
	Min, Max int // in elements; Max must be set
}

// A Pattern is a regular expression that RE2 and ECMAScript interpret in the same way.
type Pattern struct {
	Source  string
	compile sync.Once
	re      *regexp.Regexp
}

// Match reports whether s contains a match of the pattern.
func (p *Pattern) Match(s string) bool {
	p.compile.Do(func() { p.re = regexp.MustCompile(p.Source) })
	return p.re.MatchString(s)
}

// plainly reports whether s obviously breaks no rule. A code point is one to four bytes, so
// most strings need no counting.
func (t *Text) plainly(s string) bool {
	return len(s) <= t.Max && len(s) >= 4*t.Min && t.Format == 0 && t.Enum == nil && t.Pattern == nil
}

// member returns the index of s in the enumeration, -1 if it is not a member.
func (t *Text) member(s string) int {
	for i, v := range t.Enum {
		if s == v {
			return i
		}
	}
	return -1
}

// check records each rule that s breaks. If a text is too long, its format and pattern are
// not checked: the npm package's regexp engine backtracks, and patterns are known to be
// harmless only up to the maximum length.
func (t *Text) check(f *Found, s string) {
	long := false
	if len(s) > t.Max || len(s) < 4*t.Min {
		long = t.checkLength(f, s)
	}
	if t.Format != 0 && !long && !t.Format.Valid(s) {
		t.Format.violated(f, t.Key.Name())
	}
	if t.Enum != nil {
		t.checkEnum(f, s)
	}
	if t.Pattern != nil && !long && !t.Pattern.Match(s) && !f.full() {
		f.violate(t.Key.Name(), RulePattern, t.Pattern.Source, "must match "+t.Pattern.Source)
	}
}

// checkLength reports whether s is too long.
func (t *Text) checkLength(f *Found, s string) (long bool) {
	n := utf8.RuneCountInString(s)
	switch {
	case n < t.Min && !f.full():
		message := fmt.Sprintf("must have at least %s, has %d", count(t.Min, "character"), n)
		if n == 0 {
			message = "must not be empty"
		}
		f.violate(t.Key.Name(), RuleMinLength, strconv.Itoa(t.Min), message)
	case n > t.Max && !f.full():
		f.violate(t.Key.Name(), RuleMaxLength, strconv.Itoa(t.Max), fmt.Sprintf("must have at most %s, has %d", count(t.Max, "character"), n))
	}
	return n > t.Max
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

func (t *Text) checkEnum(f *Found, s string) {
	for _, v := range t.Enum {
		if s == v {
			return
		}
	}
	if !f.full() {
		list := strings.Join(t.Enum, ", ")
		f.violate(t.Key.Name(), RuleEnum, list, "must be one of "+list)
	}
}

func (l *Limits) check(f *Found, key Key, v float64) {
	if l.Min != nil && v < *l.Min {
		l.violated(f, key, RuleMinimum, "at least", *l.Min)
	}
	if l.Max != nil && v > *l.Max {
		l.violated(f, key, RuleMaximum, "at most", *l.Max)
	}
	if l.Above != nil && v <= *l.Above {
		l.violated(f, key, RuleExclusiveMinimum, "more than", *l.Above)
	}
	if l.Below != nil && v >= *l.Below {
		l.violated(f, key, RuleExclusiveMaximum, "less than", *l.Below)
	}
}

func (l *Limits) violated(f *Found, key Key, rule, how string, limit float64) {
	if !f.full() {
		text := string(appendNumber(nil, limit))
		f.violate(key.Name(), rule, text, "must be "+how+" "+text)
	}
}

// checkInt64 records an integer that does not fit in an int64. A JavaScript reader cannot
// distinguish 2^63-1 from 2^63, so every number that rounds to 2^63 is refused as well: all
// languages give the same verdict.
func checkInt64(f *Found, key Key, v float64) bool {
	const limit = 1 << 63
	if v > -limit && v < limit {
		return true
	}
	if !f.full() {
		rule, how, text := RuleExclusiveMaximum, "less", "9223372036854775808"
		if v < 0 {
			rule, how, text = RuleExclusiveMinimum, "more", "-9223372036854775808"
		}
		f.violate(key.Name(), rule, text, "must be "+how+" than "+text+" to fit 64 bits")
	}
	return false
}

func (l *List) check(f *Found, n int) {
	switch {
	case n < l.Min && !f.full():
		f.violate(l.Key.Name(), RuleMinItems, strconv.Itoa(l.Min), fmt.Sprintf("must have at least %s, has %d", count(l.Min, "element"), n))
	case n > l.Max && !f.full():
		f.violate(l.Key.Name(), RuleMaxItems, strconv.Itoa(l.Max), fmt.Sprintf("must have at most %s, has %d", count(l.Max, "element"), n))
	}
}
