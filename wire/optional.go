package wire

// Optional is a field that may be absent, for types whose zero value is a valid value. The
// zero Optional is absent.
type Optional[T any] struct {
	Value   T
	Present bool
}

// Some returns an Optional with value v.
func Some[T any](v T) Optional[T] { return Optional[T]{v, true} }

// Get returns the value and whether it is present.
func (o Optional[T]) Get() (T, bool) { return o.Value, o.Present }

// Or returns the value, or otherwise if it is absent.
func (o Optional[T]) Or(otherwise T) T {
	if o.Present {
		return o.Value
	}
	return otherwise
}
