package mutate

import (
	"math"
	"strconv"
	"strings"
)

// spelling writes a number in another way that means the same: 128.0, 1.28e2,
// 128000e-3.
func spelling(d *draft) bool {
	p := d.pick(isNumber)
	if p == nil {
		return false
	}
	v, err := strconv.ParseFloat(p.value.Text, 64)
	if err != nil {
		return false
	}
	switch plain := strconv.FormatFloat(v, 'f', -1, 64); d.below(5) {
	case 0:
		if !strings.Contains(plain, ".") {
			plain += "."
		}
		p.value.Text = plain + strings.Repeat("0", 1+d.below(20))
	case 1:
		p.value.Text = strconv.FormatFloat(v, one[byte](&d.random, 'e', 'E'), -1, 64)
	case 2:
		if v == math.Trunc(v) {
			n := 1 + d.below(5)
			p.value.Text = plain + strings.Repeat("0", n) + "e-" + strconv.Itoa(n)
		}
	case 3:
		p.value.Text = strconv.FormatFloat(v, 'e', 17+d.below(10), 64)
	default:
		p.value.Text = plain + one(&d.random, "e0", "E+0", "e-0", "e000")
	}
	return true
}
