package migration

import (
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
)

// The integers of events that are furthest from zero. Made-up events keep to those that
// every language can hold, and what a conversion does to the others is worth
// knowing.
const (
	leastInteger    = "-9223372036854774784"
	greatestInteger = "9223372036854774784"
)

// far gives each integer of the payload that has no limit on one side the value
// that is furthest off there; where there is none on either, above if up.
func far(data []byte, payload *contract.Schema, up bool) []byte {
	root := jsontree.New(string(data))
	farIn(root.At("payload"), payload, up)
	return root.Append(nil)
}

func farIn(v *jsontree.Value, s *contract.Schema, up bool) {
	switch {
	case s.Kind == contract.KindInteger && v.Kind() == '0':
		below := s.Minimum == nil && s.ExclusiveMinimum == nil
		above := s.Maximum == nil && s.ExclusiveMaximum == nil
		switch {
		case above && (up || !below):
			*v = *jsontree.New(greatestInteger)
		case below:
			*v = *jsontree.New(leastInteger)
		}
	default:
		eachDeclared(v, s, func(v *jsontree.Value, s *contract.Schema) { farIn(v, s, up) })
	}
}
