package contract

import "math"

// MaxEvent is the maximum size of an event in bytes, equal to wire.MaxSize. It is repeated
// here because this package does not import wire.
const MaxEvent = 1 << 20

// smallestSizes are numbers of bytes that each value of a schema has at least, as JSON;
// math.MaxInt for more than that.
type smallestSizes map[*Schema]int

func (sizes smallestSizes) of(s *Schema) int {
	size, known := sizes[s]
	if !known {
		size = sizes.make(s)
		sizes[s] = size
	}
	return size
}

// make counts a byte for each character of a text.
func (sizes smallestSizes) make(s *Schema) int {
	switch s.Kind {
	case KindString:
		least := 0
		if s.MinLength != nil {
			least = *s.MinLength
		}
		for i, text := range s.Enum {
			if i == 0 || len(text) < least {
				least = len(text)
			}
		}
		return sum(least, len(`""`))
	case KindArray:
		n := 0
		if s.MinItems != nil {
			n = *s.MinItems
		}
		if n == 0 {
			return len(`[]`)
		}
		return sum(product(n, sum(sizes.of(s.Items), len(`,`))), len(`[]`)-len(`,`))
	case KindObject:
		size, fields := len(`{}`), 0
		for _, f := range s.Fields {
			if f.Required {
				size, fields = sum(size, sum(len(f.Name)+len(`"":`), sizes.of(f.Schema))), fields+1
			}
		}
		return sum(size, max(0, fields-1))
	case KindMap, KindAnyObject:
		return len(`{}`)
	case KindBoolean:
		return len(`true`)
	}
	return len(`1`)
}

// sum and product are those of numbers that are not negative, or math.MaxInt.
func sum(a, b int) int {
	if a > math.MaxInt-b {
		return math.MaxInt
	}
	return a + b
}

func product(a, b int) int {
	if b > 0 && a > math.MaxInt/b {
		return math.MaxInt
	}
	return a * b
}

// lintSizes finds events, and values in them, of which each is larger than an event may
// be. Nothing can be valid then.
func lintSizes(c *Contract, problems *Problems) {
	sizes := make(smallestSizes)
	for _, t := range c.Types {
		sizes.lint(t.Schema, problems)
	}
	for _, e := range c.Events() {
		before := len(*problems)
		sizes.lint(e.Payload, problems)
		whole := sum(sum(sizes.of(e.Payload), sizes.of(Envelope())), len(`{"metadata":,"payload":}`))
		if len(*problems) == before && whole > MaxEvent {
			problems.add(e.Payload.Pos, "limit", "the smallest %s has more than the %d bytes that an event may have; lower minLength and minItems in it, or make fields optional", e.Type, MaxEvent)
		}
	}
}

// lint finds the innermost values that are too large.
func (sizes smallestSizes) lint(s *Schema, problems *Problems) {
	before := len(*problems)
	children := []*Schema{s.Items, s.Values}
	for _, f := range s.Fields {
		children = append(children, f.Schema)
	}
	for _, child := range children {
		if child != nil {
			sizes.lint(child, problems)
		}
	}
	if len(*problems) > before || sizes.of(s) <= MaxEvent {
		return
	}
	switch s.Kind {
	case KindString:
		pos, _ := s.At("minLength")
		problems.add(pos, "limit", "text of at least %d characters has more than the %d bytes that an event may have; lower minLength", *s.MinLength, MaxEvent)
	case KindArray:
		pos, _ := s.At("minItems")
		problems.add(pos, "limit", "at least %d items have more than the %d bytes that an event may have; lower minItems, here or in the items", *s.MinItems, MaxEvent)
	default:
		pos := s.Pos
		if s.Type != nil {
			pos = s.Type.Schema.Pos
		}
		problems.add(pos, "limit", "the required fields have more than the %d bytes that an event may have; lower minLength and minItems in them, or make some optional", MaxEvent)
	}
}
