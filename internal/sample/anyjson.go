package sample

import "github.com/mediamesh/events/internal/jsontree"

// any appends any JSON, nested at most so deep.
func (s *Source) any(dst []byte, deep int) []byte {
	kinds := 7
	if deep == 0 {
		kinds = 5
	}
	switch s.below(kinds) {
	case 0:
		return append(dst, "null"...)
	case 1:
		return append(dst, "true"...)
	case 2:
		return append(dst, s.pick(hardNumbers)...)
	case 3, 4:
		return jsontree.AppendQuoted(dst, s.freeText(0, 40))
	case 5:
		return s.anyObject(dst, deep-1)
	}
	dst = append(dst, '[')
	for i := range s.below(4) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = s.any(dst, deep-1)
	}
	return append(dst, ']')
}

func (s *Source) anyObject(dst []byte, deep int) []byte {
	return s.someFields(dst, func(dst []byte) []byte { return s.any(dst, deep) })
}
