package compat

import (
	"math"

	"github.com/mediamesh/events/internal/contract"
)

// A span is the range of a number's schema, of which both ends are legal.
type span struct {
	low, high float64
	whole     bool
}

// spanOf makes ends that are excluded those next to them. An integer without a
// limit goes to what is next to 2^63, which is none itself; see
// docs/decisions/0004-number-range.md.
func spanOf(s *contract.Schema) span {
	r := span{low: -math.MaxFloat64, high: math.MaxFloat64, whole: s.Kind == contract.KindInteger}
	up, down := math.Inf(1), math.Inf(-1)
	if r.whole {
		r.low, r.high = math.Nextafter(-1<<63, up), math.Nextafter(1<<63, down)
	}
	if s.Minimum != nil {
		r.low = *s.Minimum
	}
	if s.Maximum != nil {
		r.high = *s.Maximum
	}
	switch {
	case s.ExclusiveMinimum != nil && r.whole:
		r.low = *s.ExclusiveMinimum + 1
	case s.ExclusiveMinimum != nil:
		r.low = math.Nextafter(*s.ExclusiveMinimum, up)
	}
	switch {
	case s.ExclusiveMaximum != nil && r.whole:
		r.high = *s.ExclusiveMaximum - 1
	case s.ExclusiveMaximum != nil:
		r.high = math.Nextafter(*s.ExclusiveMaximum, down)
	}
	return r
}

func (r span) has(x float64) bool {
	return x >= r.low && x <= r.high && (!r.whole || x == math.Trunc(x))
}

// nearest is the number of r next to 0.
func (r span) nearest() float64 { return math.Min(math.Max(0, r.low), r.high) }

// below finds a number of r that is under the range of other: if it can, not
// one far from it.
func (r span) below(other span) (float64, answer) {
	if r.low >= other.low {
		return 0, none
	}
	for _, x := range []float64{math.Min(math.Ceil(other.low)-1, r.high), r.low} {
		if r.has(x) && x < other.low {
			return x, found
		}
	}
	return r.low, found
}

// above is below for the other end.
func (r span) above(other span) (float64, answer) {
	x, a := span{-r.high, -r.low, r.whole}.below(span{-other.high, -other.low, other.whole})
	return -x, a
}

// broken finds a number of r that is not whole.
func (r span) broken() (float64, answer) {
	if r.whole {
		return 0, none
	}
	const last = 1 << 52 // from here on, every float64 is whole
	low, high := math.Max(r.low, -last), math.Min(r.high, last)
	for _, x := range []float64{0.5, math.Floor(low) + 0.5, low, high, low/2 + high/2, math.Nextafter(low, high), math.Nextafter(high, low)} {
		if r.has(x) && x != math.Trunc(x) {
			return x, found
		}
	}
	return 0, none
}

// escape finds a number of r that other does not admit.
func (r span) escape(other span) (float64, answer) {
	if other.whole {
		if x, a := r.broken(); a == found {
			return x, a
		}
	}
	if x, a := r.below(other); a == found {
		return x, a
	}
	return r.above(other)
}
