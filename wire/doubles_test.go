package wire_test

import (
	"flag"
	"math"
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/mediamesh/events/wire"
)

var doubles = flag.Int("doubles", 200_000, "how many random doubles TestDoubles reads and writes")

// ecmaScript writes a number by the letter of ECMA-262, Number::toString. The
// digits are strconv's, the fewest that lead back to the number.
func ecmaScript(x float64) string {
	if x == 0 {
		return "0"
	}
	if x < 0 {
		return "-" + ecmaScript(-x)
	}
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(x, 'e', -1, 64), "e")
	s := strings.Replace(mantissa, ".", "", 1)
	k := len(s)
	n, err := strconv.Atoi(exponent)
	if err != nil {
		panic(err)
	}
	n++ // x is 0.s × 10^n
	switch {
	case k <= n && n <= 21:
		return s + strings.Repeat("0", n-k)
	case 0 < n && n <= 21:
		return s[:n] + "." + s[n:]
	case -6 < n && n <= 0:
		return "0." + strings.Repeat("0", -n) + s
	}
	sign := "+"
	if n < 1 {
		sign = "-"
	}
	power := strconv.Itoa(max(n-1, 1-n))
	if k == 1 {
		return s + "e" + sign + power
	}
	return s[:1] + "." + s[1:] + "e" + sign + power
}

// edgesOfDoubles are where forms and roundings change, with their neighbours.
func edgesOfDoubles() []float64 {
	edges := []float64{0, math.SmallestNonzeroFloat64, 0x1p-1022, math.MaxFloat64, 1<<53 - 1, 1 << 53, 1 << 63, 1e23, 5e-324, 2.2250738585072011e-308}
	for e := -324; e <= 308; e++ {
		v, _ := strconv.ParseFloat("1e"+strconv.Itoa(e), 64)
		edges = append(edges, v)
	}
	for e := -1074; e <= 1023; e++ {
		edges = append(edges, math.Ldexp(1, e))
	}
	var all []float64
	for _, v := range edges {
		for _, near := range []float64{math.Nextafter(v, math.Inf(-1)), v, math.Nextafter(v, math.Inf(1))} {
			all = append(all, near, -near)
		}
	}
	return all
}

// randomDouble draws bits; every other time the number is of a size that is
// written without an exponent, or nearly.
func randomDouble(r *rand.Rand) float64 {
	for {
		bits := r.Uint64()
		if r.IntN(2) == 0 {
			exponent := uint64(1023 - 30 + r.IntN(110))
			bits = bits&^(0x7ff<<52) | exponent<<52
		}
		if v := math.Float64frombits(bits); !math.IsNaN(v) && !math.IsInf(v, 0) {
			return v
		}
	}
}

// checkDouble reads a number in its shortest form and in one of 17 digits, and
// writes it.
func checkDouble(t *testing.T, v float64) bool {
	text := ecmaScript(v)
	got, list := write(func(w *wire.Writer) { w.Number(v, &anyNumber) })
	if got != field(text) || list != nil {
		t.Errorf("%b is written as %s, %v; want %s", v, got, list, text)
		return false
	}
	for _, spelling := range []string{text, strconv.FormatFloat(v, 'e', 16, 64)} {
		back, list := readNumber(field(spelling), &anyNumber)
		if math.Float64bits(back) != math.Float64bits(v) && (v != 0 || back != 0) || list != nil {
			t.Errorf("%s reads as %b, %v; want %b", spelling, back, list, v)
			return false
		}
	}
	if again, list := canonical(wire.JSON(text)); again != text || list != nil {
		t.Errorf("%s as any JSON is written as %s, %v", text, again, list)
		return false
	}
	return true
}

// Any double is written as JavaScript writes it, and read to the same bits:
// go test ./wire -run TestDoubles -doubles 10000000.
func TestDoubles(t *testing.T) {
	for _, v := range edgesOfDoubles() {
		if !math.IsInf(v, 0) {
			checkDouble(t, v)
		}
	}
	workers := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for worker := range workers {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(754, uint64(worker)))
			for n := worker; n < *doubles; n += workers {
				if !checkDouble(t, randomDouble(r)) {
					return
				}
			}
		})
	}
	wg.Wait()
}
