package dlq

import (
	"math"
	"testing"
)

// TestNumber reads the numbers in a dead letter's headers.
func TestNumber(t *testing.T) {
	for text, want := range map[string]int64{"0": 0, "41": 41, "9223372036854775807": math.MaxInt64, "9223372036854775808": -1, "-1": -1, "x": -1, "": -1} {
		if got := number(text); got != want {
			t.Errorf("%q is %d, want %d", text, got, want)
		}
	}
}
