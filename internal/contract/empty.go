package contract

import "slices"

// MayBeEmpty reports whether a string schema accepts "". It ignores a pattern, which might
// accept anything.
func (s *Schema) MayBeEmpty() bool {
	return (s.MinLength == nil || *s.MinLength == 0) && s.Format == "" && (s.Enum == nil || slices.Contains(s.Enum, ""))
}
