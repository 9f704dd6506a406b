package migrate

import (
	"math/big"
	"strings"
	"testing"

	"github.com/mediamesh/events/wire"
)

// A number is multiplied as it is read by validation, however it is written.
func TestMultiplied(t *testing.T) {
	zeros := func(n int) string { return strings.Repeat("0", n) }
	for _, c := range []struct {
		text, want, problem string
		back, whole         bool
	}{
		{text: "1", want: "1000"},
		{text: "9007199254740993", want: "9007199254740993000"},
		{text: "1" + zeros(300) + "e-300", want: "1000"},
		{text: "1" + zeros(900) + "e-900", want: "1000"},
		{text: "1" + zeros(1000) + "e-1000", want: "1000"},
		{text: "-25" + zeros(5000) + "E-5001", want: "-2500"},
		{text: "0." + zeros(2000) + "15e2001", want: "1500"},
		{text: "1500", want: "1.5", back: true},
		{text: "1500", want: "2", back: true, whole: true},
		{text: "1e999", problem: "finds a number that a float64 cannot hold"},
		{text: "1e306", problem: "makes a number that a float64 cannot hold"},
	} {
		got, problem := multiplied(wire.JSON(c.text), big.NewRat(1000, 1), c.back, c.whole)
		if string(got) != c.want || problem != c.problem {
			t.Errorf("%.20s… of %d bytes: %s, %q; want %s, %q", c.text, len(c.text), got, problem, c.want, c.problem)
		}
	}
}
