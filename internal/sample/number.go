package sample

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/mediamesh/events/internal/contract"
)

// hardNumbers are written as ECMAScript writes them.
var hardNumbers = []string{
	"0", "1", "-1", "0.1", "0.5", "12.75", "100", "1e+21", "1.5e+300", "1e-7", "0.000001", "5e-324", "2.2250738585072014e-308",
	"1.7976931348623157e+308", "9007199254740991", "9007199254740992", "-9007199254740991", "123456789012345680000",
	"0.30000000000000004", "-0.0000012", "3.141592653589793",
}

// integer draws among the limits and what is beside them, as long as a float64
// holds it exactly.
func (s *Source) integer(dst []byte, schema *contract.Schema) []byte {
	low, high := limits(schema, -1<<53, 1<<53, 1)
	from, to := int64(low), int64(high)
	values := []int64{from, to, 0, 1, 100, 1 << 31, 128}
	if to > from {
		values = append(values, from+1, to-1, from+int64(s.uint64()%uint64(to-from)), from+int64(s.uint64()%uint64(min(to-from, 100_000))))
	}
	v := values[s.below(len(values))]
	return strconv.AppendInt(dst, min(max(v, from), to), 10)
}

// number draws among hard ones, the limits, and ordinary fractions.
func (s *Source) number(dst []byte, schema *contract.Schema) []byte {
	low, high := limits(schema, -math.MaxFloat64, math.MaxFloat64, 0)
	span := math.Min(high-math.Max(low, -1e6), 1e6)
	v := math.Max(low, -1e6) + math.Floor(span*8*float64(s.below(1000))/1000)/8
	switch s.below(4) {
	case 0:
		v, _ = strconv.ParseFloat(s.pick(hardNumbers), 64)
	case 1:
		v = low
	case 2:
		v = high
	}
	v = math.Min(math.Max(v, low), high)
	text, _ := json.Marshal(v + 0) // as ECMAScript, but for -0, which becomes 0
	return append(dst, text...)
}

// limits are the least and the greatest number that the schema admits, within
// those given. What excludes a limit goes to the next by step, or to the next
// float64 if that is 0.
func limits(schema *contract.Schema, low, high, step float64) (float64, float64) {
	if schema.Minimum != nil {
		low = *schema.Minimum
	}
	if schema.Maximum != nil {
		high = *schema.Maximum
	}
	if l := schema.ExclusiveMinimum; l != nil {
		low = next(*l, math.Inf(1), step)
	}
	if l := schema.ExclusiveMaximum; l != nil {
		high = next(*l, math.Inf(-1), -step)
	}
	// A limit on one side may lie beyond the other's default.
	return low, math.Max(low, high)
}

func next(limit, towards, step float64) float64 {
	if step == 0 {
		return math.Nextafter(limit, towards)
	}
	return limit + step
}
