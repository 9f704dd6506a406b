package jsonschema

import (
	"math"
	"slices"
	"strconv"

	"github.com/mediamesh/events/internal/contract"
)

// count is the value of a keyword that counts something, nil if it is not there.
func (im *importer) count(s spot, keyword string) *int {
	v := s.node.At(keyword)
	if v == nil {
		return nil
	}
	i, err := strconv.ParseInt(v.String(), 10, 32)
	if err != nil || i < 0 {
		im.refuse(s, keyword, "%s is a whole number from 0 to %d, not %s", keyword, math.MaxInt32, what(v))
		return nil
	}
	c := int(i)
	return &c
}

func (im *importer) ordered(s spot, low string, least *int, high string, most *int) {
	if least != nil && most != nil && *least > *most {
		im.refuse(s, low, "%s %d is over %s %d; nothing could be valid", low, *least, high, *most)
	}
}

// numberLimits reads the least and the greatest value. Of two on one side only
// the tighter one limits.
func (im *importer) numberLimits(s spot, schema *contract.Schema) {
	before := len(im.problems)
	schema.Minimum, schema.ExclusiveMinimum = im.number(s, schema.Kind, "minimum"), im.number(s, schema.Kind, "exclusiveMinimum")
	schema.Maximum, schema.ExclusiveMaximum = im.number(s, schema.Kind, "maximum"), im.number(s, schema.Kind, "exclusiveMaximum")
	if least, above := schema.Minimum, schema.ExclusiveMinimum; least != nil && above != nil {
		if *above >= *least {
			schema.Minimum = nil
		} else {
			schema.ExclusiveMinimum = nil
		}
	}
	if most, under := schema.Maximum, schema.ExclusiveMaximum; most != nil && under != nil {
		if *under <= *most {
			schema.Maximum = nil
		} else {
			schema.ExclusiveMaximum = nil
		}
	}
	if len(im.problems) == before && schema.EmptyRange() {
		im.refuse(s, firstOf(s, "minimum", "exclusiveMinimum", "maximum", "exclusiveMaximum"), "no number is within these limits; swap or widen them")
	}
}

// number is a limit of a number, nil if it is not there or limits nothing.
func (im *importer) number(s spot, kind contract.Kind, keyword string) *float64 {
	v := s.node.At(keyword)
	if v == nil {
		return nil
	}
	f, err := contract.ParseNumber(v.String())
	lower := keyword == "minimum" || keyword == "exclusiveMinimum"
	switch {
	case v.Kind() != '0':
		im.refuse(s, keyword, "%s is a number, not %s", keyword, what(v))
		return nil
	case err != nil:
		im.refuse(s, keyword, "%s is beyond what a float64 holds", v)
		return nil
	case kind == contract.KindInteger && (lower && f <= -1<<63 || !lower && f >= 1<<63):
		return nil // an integer is an int64 anyway
	case kind == contract.KindInteger && (f != math.Trunc(f) || math.Abs(f) > 1<<53):
		im.refuse(s, keyword, "%s of an integer is a whole number that a float64 holds exactly, from -2^53 to 2^53, not %s", keyword, v)
		return nil
	}
	f += 0 // -0 reads as 0
	return &f
}

// firstOf is the first of these keywords that a schema has.
func firstOf(s spot, keywords ...string) string {
	i := slices.IndexFunc(keywords, func(k string) bool { return s.node.At(k) != nil })
	return keywords[max(i, 0)]
}
