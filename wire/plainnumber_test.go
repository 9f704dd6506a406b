package wire

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

// A number that is copied as it stands must be what JSON.stringify would write.
func TestPlainNumbersAreCanonical(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringMatching(`-?(0|[1-9][0-9]{0,16})(\.[0-9]{1,17})?([eE][+-]?[0-9]{1,3})?`).Draw(t, "number")
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			v = 0 // past float64
		}
		canonical := string(appendNumber(nil, v))
		if !sameDecimal(canonical, s) {
			canonical = s // its digits are more than a float64's, and kept
		} else if plain := plainNumber(s); plain != (canonical == s) {
			t.Fatalf("%s is written as %s, and plain: %v", s, canonical, plain)
		}
		if got := string(appendNumberText(nil, s)); got != canonical {
			t.Fatalf("%s is written as %s, want %s", s, got, canonical)
		}
	})
	for s, want := range map[string]bool{
		"0": true, "-1": true, "12.5": true, "-0.05": true, "0.00001": true, "123456789012345": true, "1234567890.12345": true,
		"1e-7": true, "1234567890123456": true, "1234567890.123456": true, "1e+300": true, "0.000001": true, "123456789012345678901": true, "2.4703282292062327e-324": true, "1e+22": true, "5e+21": true, "-1.5e-10": true, "1.23456789012345e+290": true,
		"1e7": false, "1e-6": false, "1e+20": false, "1e21": false, "0e-7": false, "10e-8": false, "1.0e-7": false, "1e-07": false, "0.0000010": false, "1234567890123456789012": false, "1e+021": false, "1e22": false, "0.1e-7": false, "12.5e+30": false,
		"-0": false, "1.0": false, "-0.0": false, "1e2": false, "1E2": false, "0.0000001": false,
	} {
		if got := plainNumber(s); got != want {
			t.Errorf("plainNumber(%s) = %v", s, got)
		}
	}
}
