package wire

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
)

// exactly is the float64 nearest to a number, by another way than strconv's, which is
// wrong for more than 800 digits without a point.
func exactly(t *testing.T, s string) float64 {
	t.Helper()
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		t.Fatalf("%.30s is not a number", s)
	}
	f, _ := r.Float64()
	if f == 0 && s[0] == '-' {
		f = math.Copysign(0, -1)
	}
	return f
}

// Numbers are read to the nearest float64, however many digits they are written with.
func TestLongNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	zeros := func(n int) string { return strings.Repeat("0", n) }
	list := []string{
		"1" + zeros(799) + "e-799", "1" + zeros(800) + "e-800", "1" + zeros(900) + "e-900", "-1" + zeros(5000) + "E-5000", "0." + zeros(2000) + "1e2000",
		"1" + zeros(900) + ".5e-900", "-0." + zeros(1000) + "e5", zeros(0) + "1." + zeros(1200) + "1", "9" + strings.Repeat("9", 1000) + "e-900",
		"9007199254740993" + zeros(1000) + "e-1000", "9007199254740993" + zeros(1000) + "1e-1001", // half-way, and above
		"9007199254740992" + strings.Repeat("9", 1000) + "e-1000",
	}
	for range 500 {
		var b strings.Builder
		fmt.Fprintf(&b, "%s%d", []string{"", "-"}[random.IntN(2)], 1+random.IntN(9))
		for range 700 + random.IntN(500) {
			b.WriteByte("0123456789000000"[random.IntN(16)])
		}
		n := b.Len()
		if random.IntN(2) == 0 {
			b.WriteByte('.')
			for range 1 + random.IntN(400) {
				b.WriteByte("0123456789000000"[random.IntN(16)])
			}
		}
		fmt.Fprintf(&b, "e%d", random.IntN(700)-350-n)
		list = append(list, b.String())
	}
	for _, s := range list {
		if got, want := nearest(s), exactly(t, s); math.Float64bits(got) != math.Float64bits(want) {
			t.Errorf("%.30s… of %d bytes is read as %g, want %g", s, len(s), got, want)
		}
		r, i := NewReader([]byte(s))
		var v float64
		r.Number(i, &v, new(Number))
		if want := exactly(t, s); r.OK() && v != want {
			t.Errorf("%.30s… of %d bytes is %g for a handler, want %g", s, len(s), v, want)
		}
		r.Release()
	}
}
