package contract

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/jsonpointer"
)

func lintCanonical(c *Contract, problems *Problems) {
	for _, e := range c.Events() {
		for _, x := range e.Examples {
			canonical(wholeEvent(e), x.source, "", problems)
		}
	}
}

// canonical compares n with what the library writes for the same value. s is the schema of
// n, nil where any JSON is allowed.
func canonical(s *Schema, n *node, pointer string, problems *Problems) {
	switch n.kind {
	case mappingNode:
		if s != nil && s.Kind == KindObject {
			fieldOrder(s, n, pointer, problems)
			absentNulls(s, n, pointer, problems)
		} else {
			indexOrder(n, pointer, problems)
		}
		for _, p := range n.pairs {
			var member *Schema
			if s != nil {
				member = s.find([]string{p.key})
			}
			canonical(member, p.value, jsonpointer.Join(pointer, p.key), problems)
		}
	case sequenceNode:
		var items *Schema
		if s != nil {
			items = s.Items
		}
		for i, item := range n.items {
			canonical(items, item, jsonpointer.Join(pointer, strconv.Itoa(i)), problems)
		}
	default:
		canonicalScalar(s, n, pointer, problems)
	}
}

func canonicalScalar(s *Schema, n *node, pointer string, problems *Problems) {
	if n.is("number") {
		f, err := ParseNumber(n.text)
		if err == nil && ecmaNumber(f) != n.text {
			problems.add(n.pos, "canonical", "%s is %s; JSON.stringify writes %s", pointer, n.text, ecmaNumber(f))
		}
		return
	}
	if s == nil || !n.is("str") || s.Format != FormatDateTime && s.Format != FormatDateOrDateTime {
		return
	}
	if parts := fraction.FindStringSubmatch(n.text); parts != nil {
		digits := strings.TrimPrefix(parts[1], ".")
		if want := canonicalFraction(digits); want != digits {
			problems.add(n.pos, "canonical", "%s has the fraction %q; the wire has three digits, or more where finer ones are not zero: %q", pointer, digits, want)
		}
	}
}

var fraction = regexp.MustCompile(`T[0-9:]{8}(\.[0-9]+)?(?:Z|[+-][0-9:]{5})$`)

func canonicalFraction(digits string) string {
	digits = strings.TrimRight(digits, "0")
	return digits + strings.Repeat("0", max(0, 3-len(digits)))
}

// fieldOrder checks that fields are in the order of the contract.
func fieldOrder(s *Schema, n *node, pointer string, problems *Problems) {
	next := 0
	for _, p := range n.pairs {
		for i, f := range s.Fields {
			if f.Name != p.key {
				continue
			}
			if i < next {
				problems.add(p.pos, "canonical", "%s is after %q; the order is %s", jsonpointer.Join(pointer, p.key), s.Fields[next-1].Name, order(s, n))
				return
			}
			next = i + 1
		}
	}
}

func order(s *Schema, n *node) string {
	var names []string
	for _, f := range s.Fields {
		if n.get(f.Name) != nil {
			names = append(names, f.Name)
		}
	}
	return strings.Join(names, ", ")
}

// absentNulls reports optional fields that are null: they read as absent and
// are written that way.
func absentNulls(s *Schema, n *node, pointer string, problems *Problems) {
	for _, p := range n.pairs {
		if f := s.Field(p.key); f != nil && !f.Required && p.value.is("null") {
			problems.add(p.pos, "canonical", "%s is null, and an optional field without value is left out", jsonpointer.Join(pointer, p.key))
		}
	}
}

var arrayIndex = regexp.MustCompile(`^(0|[1-9][0-9]{0,9})$`)

// indexOrder reports keys that look like array indexes and are not in front,
// in rising order, where JavaScript puts them whatever the file says.
func indexOrder(n *node, pointer string, problems *Problems) {
	last, others := -1, false
	for _, p := range n.pairs {
		i, err := strconv.Atoi(p.key)
		if err != nil || !arrayIndex.MatchString(p.key) || i >= 1<<32-1 {
			others = true
			continue
		}
		if others || i < last {
			problems.add(p.pos, "canonical", "%s looks like an array index, and JavaScript writes those first and in rising order", jsonpointer.Join(pointer, p.key))
			return
		}
		last = i
	}
}
