package wire

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"testing"
)

// Very small numbers are read by another way than strconv's; what is written of
// them must not differ.
func TestVerySmallNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	check := func(s string) {
		t.Helper()
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		want := string(appendNumber(nil, v))
		if !newDecimal(want).equal(newDecimal(s)) {
			want = s
		}
		if got := string(appendNumberText(nil, s)); got != want {
			t.Fatalf("%s is written as %s, want %s", s, got, want)
		}
	}
	for range 20_000 {
		check(fmt.Sprintf("%d.%de-%d", 1+random.IntN(9), random.Uint64()>>random.IntN(64), 285+random.IntN(50)))
		check(strconv.FormatFloat(math.Float64frombits(random.Uint64()>>(11+random.IntN(53))), 'e', -1, 64)) // a subnormal
		check(fmt.Sprintf("0.%0*d", 300+random.IntN(30), 1+random.IntN(99)))
	}
	for _, s := range []string{"0e-999999999999999999999", "1e-999999999999999999999", "-0.0e-400", "1e-1000000", "4.9e-324", "5e-324", "2.5e-324", "2.4e-324", "0.001e-9223372036854775808"} {
		check(s)
	}
}
