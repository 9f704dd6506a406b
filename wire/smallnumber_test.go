package wire

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
)

// Very small numbers are read by another way than strconv's, to the same bits.
func TestVerySmallNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	quick := 0
	check := func(s string) {
		t.Helper()
		want, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		if got := nearest(s); math.Float64bits(got) != math.Float64bits(want) {
			t.Fatalf("%s is read as %g, want %g", s, got, want)
		}
		if _, ok := newDecimal(s).tiny(); ok {
			quick++
		}
		text := string(appendNumber(nil, want))
		if !sameDecimal(text, s) {
			text = s // which no float64 is written as
		}
		if got := string(appendNumberText(nil, s)); got != text {
			t.Fatalf("%s is written as %s, want %s", s, got, text)
		}
	}
	for range 20_000 {
		check(fmt.Sprintf("%d.%de-%d", 1+random.IntN(9), random.Uint64()>>random.IntN(64), 285+random.IntN(50)))
		check(strconv.FormatFloat(math.Float64frombits(random.Uint64()>>(11+random.IntN(53))), 'e', -1, 64)) // a subnormal
		check(fmt.Sprintf("-0.%0*d", 300+random.IntN(30), 1+random.IntN(99)))
		check(halfWay(random.Uint64()>>(12+random.IntN(52)), 10+random.IntN(20)))
	}
	for _, s := range []string{
		"0e-999999999999999999999", "1e-999999999999999999999", "-0.0e-400", "1e-1000000", "4.9e-324", "5e-324", "2.5e-324", "2.4e-324", "-2.4e-324",
		"0.001e-9223372036854775808", "18446744073709551615e-340", "18446744073709551616e-340", "9999999999999999999e-330", "2.2250738585072014e-308", "2.2250738585072011e-308",
		"2.47032822920623272" + strings.Repeat("2", 500) + "e-324",
	} {
		check(s)
	}
	if quick < 50_000 {
		t.Errorf("only %d were read the quick way", quick)
	}
}

// halfWay is the number between two neighbours among the smallest floats, cut
// off after some digits.
func halfWay(n uint64, digits int) string {
	half := new(big.Float).SetMantExp(new(big.Float).SetUint64(2*n+1), -1075)
	return half.Text('e', digits)
}

func sameDecimal(a, b string) bool {
	if mantissa, _, _ := strings.Cut(b, "e"); strings.Trim(mantissa, "-0.") == "" {
		return a == "0" // whatever its exponent, which may be more than a Rat takes
	}
	x, _ := new(big.Rat).SetString(a)
	y, ok := new(big.Rat).SetString(b)
	return ok && x != nil && x.Cmp(y) == 0
}
