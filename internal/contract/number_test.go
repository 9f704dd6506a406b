package contract

import (
	"math"
	"testing"
)

// The right-hand sides are what JavaScript's String(x) answers.
func TestECMANumber(t *testing.T) {
	for f, want := range map[float64]string{
		0: "0", 1: "1", -1.5: "-1.5", 0.1: "0.1", 1e-6: "0.000001", 1e-7: "1e-7", 1.5e-10: "1.5e-10",
		1e20: "100000000000000000000", 1e21: "1e+21", 1.7976931348623157e308: "1.7976931348623157e+308", 5e-324: "5e-324",
		1 << 63: "9223372036854776000", 1<<53 - 1: "9007199254740991", 123456.789: "123456.789",
	} {
		if got := ecmaNumber(f); got != want {
			t.Errorf("ecmaNumber(%g) = %s, want %s", f, got, want)
		}
	}
	if got := ecmaNumber(math.Copysign(0, -1)); got != "0" {
		t.Errorf("ecmaNumber(-0) = %s, want 0", got)
	}
}
