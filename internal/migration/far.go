package migration

import (
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
)

// Integers of events that are furthest from zero. Generated events use only integers that
// every language can hold; conversions must be tried with the others too.
const (
	leastInteger    = "-9223372036854774784"
	greatestInteger = "9223372036854774784"
)

// far sets each integer of the payload that is unlimited on one side to the furthest value
// on that side. If it is unlimited on both sides, up selects the upper one.
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
