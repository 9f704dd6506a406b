package mutate

import (
	"math"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/test/differential/internal/document"
)

// edges are where machines differ: int32, 2^53, int64, uint64, float64.
var edges = []string{
	"0", "-0", "0.0", "-0.0", "0e0", "0E-5", "1", "-1", "1.0", "1e0", "1e2", "1E+2", "100e-2", "101e-2", "128.0", "128.5", "0.5", "1e-1",
	"2147483647", "2147483648", "-2147483648", "-2147483649", "4294967296",
	"9007199254740991", "9007199254740992", "9007199254740993", "-9007199254740991", "-9007199254740992", "-9007199254740993", "9007199254740991.5",
	"999999999999999", "9999999999999999", "99999999999999999", "999999999999999999", "9999999999999999999", "4503599627370497.5", "0.99999999999999999", "1.00000000000000001",
	"9223372036854774783", "9223372036854774784", "9223372036854774785", "9223372036854775295", "9223372036854775296", "9223372036854775297",
	"9223372036854775806", "9223372036854775807", "9223372036854775808", "9223372036854775809", "9.223372036854775807e18", "922337203685477580.7e1",
	"-9223372036854774784", "-9223372036854775295", "-9223372036854775296", "-9223372036854775807", "-9223372036854775808", "-9223372036854775809",
	"18446744073709551615", "18446744073709551616", "1e18", "1e19", "-1e19", "1e21", "123456789012345680000", "1e308", "1.7976931348623157e308",
	"1.7976931348623158e308", "1.7976931348623159e308", "1e309", "-1e309", "1e400", "1e99999", "1e-400", "-1e-400", "5e-324", "2e-324", "2.2250738585072011e-308",
	"0.1", "0.30000000000000004", "3.141592653589793238462643383279", "1e-7", "-5e-324",
}

// number puts a number at an edge, the contract's or a machine's.
func number(d *draft) bool {
	p := d.pick(func(p *place) bool { return p.is(contract.KindInteger, contract.KindNumber) })
	if p == nil || d.oneIn(10) {
		p = d.pick(func(p *place) bool { return p.in != nil && p.depth > 1 })
	}
	if p == nil {
		return false
	}
	text := one(&d.random, edges...)
	if limits := limitsOf(p.schema); len(limits) > 0 && d.oneIn(2) {
		text = beside(d, limits[d.below(len(limits))])
	} else if d.oneIn(50) {
		text = one(&d.random, "1"+strings.Repeat("0", 400), "0."+strings.Repeat("0", 400)+"1", "1."+strings.Repeat("0", 400), "1."+strings.Repeat("0", 400)+"1", "1e"+strings.Repeat("0", 400)+"1")
	}
	*p.value = document.Value{Text: text}
	return true
}

func limitsOf(s *contract.Schema) []float64 {
	var list []float64
	if s != nil {
		for _, limit := range []*float64{s.Minimum, s.Maximum, s.ExclusiveMinimum, s.ExclusiveMaximum} {
			if limit != nil {
				list = append(list, *limit)
			}
		}
	}
	return list
}

// beside is the limit or what is next to it, a float64 or one away.
func beside(d *draft, limit float64) string {
	v := one(&d.random, limit, limit-1, limit+1, math.Nextafter(limit, math.Inf(1)), math.Nextafter(limit, math.Inf(-1)), limit-0.5, limit+0.5, -limit)
	return strconv.FormatFloat(v, one[byte](&d.random, 'g', 'f', 'e'), -1, 64)
}
