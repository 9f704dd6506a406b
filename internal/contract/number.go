package contract

import (
	"math"
	"strconv"
	"strings"
)

// ecmaNumber writes a finite number as ECMAScript's Number::toString does.
func ecmaNumber(f float64) string {
	if f == 0 {
		return "0" // of either sign
	}
	if abs := math.Abs(f); abs >= 1e-6 && abs < 1e21 {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	// Go pads the exponent to two digits, ECMAScript does not.
	s := strconv.FormatFloat(f, 'e', -1, 64)
	return strings.Replace(s, "e-0", "e-", 1)
}

// maxNumber is how many characters a number in a contract may have. strconv.ParseFloat
// is wrong beyond 800 digits; contracts need far fewer.
const maxNumber = 400

// ParseNumber reads a number.
func ParseNumber(text string) (float64, error) {
	if len(text) > maxNumber {
		return 0, strconv.ErrRange
	}
	return strconv.ParseFloat(text, 64)
}
