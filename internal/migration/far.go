package migration

import "github.com/mediamesh/events/internal/contract"

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
	root := parse(data)
	farIn(root.member("payload"), payload, up)
	return root.append(nil)
}

func farIn(v *value, s *contract.Schema, up bool) {
	switch {
	case s.Kind == contract.KindInteger && v.open == 0:
		below := s.Minimum == nil && s.ExclusiveMinimum == nil
		above := s.Maximum == nil && s.ExclusiveMaximum == nil
		switch {
		case above && (up || !below):
			v.text = greatestInteger
		case below:
			v.text = leastInteger
		}
	case s.Kind == contract.KindObject && v.open == '{':
		for i, name := range v.names {
			if f := s.Field(name); f != nil {
				farIn(v.parts[i], f.Schema, up)
			}
		}
	case s.Kind == contract.KindMap && v.open == '{':
		for _, part := range v.parts {
			farIn(part, s.Values, up)
		}
	case s.Kind == contract.KindArray:
		for _, part := range v.parts {
			farIn(part, s.Items, up)
		}
	}
}
