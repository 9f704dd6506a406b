package contract

import "slices"

// MayBeEmpty tells of a string whether "" is valid. A pattern is not asked: it
// might be anything.
func (s *Schema) MayBeEmpty() bool {
	return (s.MinLength == nil || *s.MinLength == 0) && s.Format == "" && (s.Enum == nil || slices.Contains(s.Enum, ""))
}
