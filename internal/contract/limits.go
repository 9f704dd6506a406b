package contract

import (
	"math"
	"math/big"
	"regexp"
	"slices"
	"strings"
)

// jsonNumber is JSON's grammar; YAML's is wider.
var jsonNumber = regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

var formats = []string{
	string(FormatDateTime), string(FormatDate), string(FormatDateOrDateTime), string(FormatEmail), string(FormatURI), string(FormatUUID),
}

func (r *reader) stringLimits(n *node, s *Schema) {
	s.MinLength, s.MaxLength = r.count(n, "minLength"), r.count(n, "maxLength")
	if s.MinLength != nil && s.MaxLength != nil && *s.MinLength > *s.MaxLength {
		r.add(n.get("minLength").pos, "limit", "minLength %d is over maxLength %d; nothing could be valid", *s.MinLength, *s.MaxLength)
	}
	s.Unbounded = r.text(n, "unbounded")
	if s.Pattern = r.text(n, "pattern"); s.Pattern != "" {
		if reason := Unportable(s.Pattern); reason != "" {
			r.add(n.get("pattern").pos, "pattern", "%s", reason)
		}
	} else if v := n.get("pattern"); v != nil && v.is("str") {
		r.add(v.pos, "pattern", "the pattern is empty; leave it out")
	}
	s.Format = r.format(n)
	s.Enum = r.enum(n)

	if s.Enum != nil {
		r.alone(n, "enum", "the listed values are the limit", "minLength", "maxLength", "pattern", "format")
	}
	if s.Format != "" {
		r.alone(n, "format", "the format is a pattern of its own", "pattern")
		implied, open := s.Format.MaxLength()
		if !open {
			r.alone(n, "format", "the format fixes the length", "minLength", "maxLength")
		} else if s.MaxLength != nil && *s.MaxLength > implied {
			r.add(n.get("maxLength").pos, "limit", "maxLength %d is over the %d that %s admits anyway; lower it, or leave it out", *s.MaxLength, implied, s.Format)
		}
	}
}

// alone reports limits that are redundant beside another keyword.
func (r *reader) alone(n *node, keyword, why string, others ...string) {
	for _, other := range others {
		if v := n.get(other); v != nil {
			r.add(v.pos, "limit", "%s beside %s makes no sense, %s; leave it out", other, keyword, why)
		}
	}
}

func (r *reader) format(n *node) Format {
	v := n.get("format")
	if v == nil {
		return ""
	}
	if !v.is("str") || !slices.Contains(formats, v.text) {
		r.add(v.pos, "keyword", "%s is not a format%s", v.what(), Suggest(v.text, formats))
		return ""
	}
	return Format(v.text)
}

func (r *reader) enum(n *node) []string {
	v := n.get("enum")
	if v == nil {
		return nil
	}
	if v.kind == sequenceNode && len(v.items) == 0 {
		r.add(v.pos, "keyword", "enum is empty: list at least one text, or leave it out")
		return nil
	}
	if v.kind != sequenceNode {
		r.add(v.pos, "keyword", "enum is a list of at least one text, not %s", v.what())
		return nil
	}
	var values []string
	seen := make(map[string]bool)
	for _, item := range v.items {
		switch {
		case !item.is("str"):
			r.add(item.pos, "keyword", "enum lists text, not %s; quote it if it is meant as text", item.what())
		case item.text == "":
			r.add(item.pos, "keyword", "enum lists an empty text; name the value")
		case seen[item.text]:
			r.add(item.pos, "duplicate", "%q is listed twice; keep one", item.text)
		default:
			seen[item.text] = true
			values = append(values, item.text)
		}
	}
	return values
}

func (r *reader) numberLimits(n *node, s *Schema) {
	s.Minimum, s.Maximum = r.number(n, s.Kind, "minimum"), r.number(n, s.Kind, "maximum")
	s.ExclusiveMinimum, s.ExclusiveMaximum = r.number(n, s.Kind, "exclusiveMinimum"), r.number(n, s.Kind, "exclusiveMaximum")
	if s.Minimum != nil && s.ExclusiveMinimum != nil {
		r.add(n.get("exclusiveMinimum").pos, "limit", "minimum and exclusiveMinimum exclude each other; keep one")
		return
	}
	if s.Maximum != nil && s.ExclusiveMaximum != nil {
		r.add(n.get("exclusiveMaximum").pos, "limit", "maximum and exclusiveMaximum exclude each other; keep one")
		return
	}
	if s.EmptyRange() {
		r.add(n.pos, "limit", "no number is within these limits; swap or widen them")
	}
}

// EmptyRange reports whether no number can satisfy the limits.
func (s *Schema) EmptyRange() bool {
	low, high, open := math.Inf(-1), math.Inf(1), false
	if s.Minimum != nil {
		low = *s.Minimum
	}
	if s.Maximum != nil {
		high = *s.Maximum
	}
	if s.ExclusiveMinimum != nil {
		low, open = *s.ExclusiveMinimum, true
	}
	if s.ExclusiveMaximum != nil {
		high, open = *s.ExclusiveMaximum, true
	}
	if s.Kind == KindInteger { // limits are whole numbers here
		if s.ExclusiveMinimum != nil {
			low++
		}
		if s.ExclusiveMaximum != nil {
			high--
		}
		return low > high
	}
	return low > high || low == high && open
}

// number is the value of a key that holds a JSON number. For integers it must
// be one that a float64 holds exactly, since that is what JavaScript compares.
func (r *reader) number(n *node, kind Kind, key string) *float64 {
	v := n.get(key)
	if v == nil {
		return nil
	}
	f, err := ParseNumber(v.text)
	if !v.is("number") || err != nil || !jsonNumber.MatchString(v.text) {
		r.add(v.pos, "limit", "%s is a number as JSON writes it, not %s", key, v.what())
		return nil
	}
	if kind == KindInteger && (!exactly(v.text, f) || f != math.Trunc(f) || math.Abs(f) > 1<<53) {
		r.add(v.pos, "limit", "%s of an integer is a whole number that a float64 holds exactly, from -2^53 to 2^53, not %s", key, v.what())
		return nil
	}
	f += 0 // -0 reads as 0
	return &f
}

// exactly reports whether a number in decimal digits is f, and not only next to it.
func exactly(text string, f float64) bool {
	if _, exponent, _ := strings.Cut(strings.ToLower(text), "e"); len(exponent) > 4 {
		return false // 1e-999999999 is not worth its digits
	}
	want, ok := new(big.Rat).SetString(text)
	return ok && !math.IsInf(f, 0) && want.Cmp(new(big.Rat).SetFloat64(f)) == 0
}
