package contract

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
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

// A number that strconv would misread is refused wherever a contract has numbers.
func TestLongNumbers(t *testing.T) {
	long := "1" + strings.Repeat("0", 900) + "e-900"
	if v, err := ParseNumber("0.5e1"); v != 5 || err != nil {
		t.Errorf("0.5e1 is %g, %v", v, err)
	}
	if v, err := ParseNumber(long); err == nil {
		t.Errorf("%d characters are read as %g", len(long), v)
	}
	event := func(limit, example string) string {
		return "type: order.placed\nversion: 1.0.0\nname: Placed\nconstant: ORDER_PLACED\nsummary: S.\npayload:\n  type: object\n  required: [a]\n  properties:\n    a: {type: number, description: A., minimum: " + limit +
			"}\nexamples:\n  one: {a: " + example + "}\n"
	}
	for name, c := range map[string]struct{ limit, example, rule string }{
		"limit": {long, "5", "limit"}, "example": {"0", long, "example"},
	} {
		c2, err := ReadFS(fstest.MapFS{"catalog.yaml": {Data: []byte(strings.Replace(fuzzCatalog, ", placed.v2", "", 1))}, "order/placed.yaml": {Data: []byte(event(c.limit, c.example))}})
		var problems Problems
		if err == nil {
			problems = Lint(c2)
		} else if !errors.As(err, &problems) {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(problems, func(p Problem) bool { return p.Rule == c.rule }) {
			t.Errorf("%s: %v", name, problems)
		}
	}
}
