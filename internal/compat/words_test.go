package compat

import (
	"math"
	"testing"

	"github.com/mediamesh/events/internal/contract"
)

func TestCompare_SaysHowPersonalDataChanged(t *testing.T) {
	const plain, personal = "{type: string}", "{type: string, personal: true}"
	for _, c := range []struct{ name, old, new, want string }{
		{"field becomes personal", plain, personal, "is personal data now"},
		{"field stops being personal", personal, plain, "is no longer personal data"},
	} {
		t.Run(c.name, func(t *testing.T) {
			change := onlyChange(t, inline(t, "1.0.0", c.old, nil), inline(t, "1.0.1", c.new, nil), Options{})
			if change.Rule.ID != "PERSONAL_CHANGED" || change.Message != c.want || change.Level != Patch || change.Breaking() {
				t.Errorf("%s, %s: %q, want PERSONAL_CHANGED, PATCH: %q", change.Rule.ID, change.Level, change.Message, c.want)
			}
		})
	}
}

func TestCompare_ReportsChangedGoTypes(t *testing.T) {
	types := map[string]string{
		"Line": "{type: object, properties: {size: {type: integer}}}", "Row": "{type: object, properties: {size: {type: integer}}}",
		"Color": "{type: string, enum: [red]}", "Code": "{type: string, maxLength: 9}",
	}
	for _, c := range []struct{ name, old, new, want string }{
		{"shared type is another one", "{$ref: Line}", "{$ref: Row}", "has the Go type Row, was Line"},
		{"text gets a shared type", "{type: string, enum: [red]}", "{$ref: Color}", "has the Go type Color, was one of the language's own"},
		{"text loses its shared type", "{$ref: Color}", "{type: string, enum: [red]}", "has the Go type one of the language's own, was Color"},
		{"map value gets a shared type", "{type: object, additionalProperties: {$ref: Line}}", "{type: object, additionalProperties: {$ref: Row}}", "has the Go type Row, was Line"},
		{"shared text without a name", "{$ref: Code}", "{type: string, maxLength: 9}", ""},
		{"shared type stays", "{$ref: Line}", "{$ref: Line}", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			old, new := inline(t, "1.0.0", c.old, types), inline(t, "1.0.1", c.new, types)
			wantMessages(t, "GO_NAME_CHANGED", c.want, old, new, Options{})
			// Published schemas have no Go names.
			wantMessages(t, "GO_NAME_CHANGED", "", old, new, Options{Published: true})
		})
	}
	t.Run("type of another kind", func(t *testing.T) {
		old, new := inline(t, "1.0.0", "{$ref: Line}", types), inline(t, "1.0.1", "{$ref: Color}", types)
		wantMessages(t, "GO_NAME_CHANGED", "", old, new, Options{})
		wantMessages(t, "TYPE_CHANGED", "is a string, was an object with properties", old, new, Options{})
	})
}

// A limit is named by the keyword that has it.
func TestCompare_NamesLimitsOfNumbers(t *testing.T) {
	const minimum, above, maximum, below, none = "{type: integer, minimum: 3}", "{type: integer, exclusiveMinimum: 3}", "{type: integer, maximum: 7}", "{type: integer, exclusiveMaximum: 7}", "{type: integer}"
	for _, c := range []struct{ name, old, new, rule, want string }{
		{"minimum becomes exclusive", minimum, above, "MINIMUM_RAISED", "is above 3, was at least 3"},
		{"exclusive minimum becomes inclusive", above, minimum, "MINIMUM_LOWERED", "is at least 3, was above 3"},
		{"exclusive minimum goes", above, none, "MINIMUM_LOWERED", "is as low as its type goes, was above 3"},
		{"maximum becomes exclusive", maximum, below, "MAXIMUM_LOWERED", "is below 7, was at most 7"},
		{"exclusive maximum becomes inclusive", below, maximum, "MAXIMUM_RAISED", "is at most 7, was below 7"},
		{"exclusive maximum goes", below, none, "MAXIMUM_RAISED", "is as high as its type goes, was below 7"},
		{"exclusive maximum comes", none, below, "MAXIMUM_LOWERED", "is below 7, was as high as its type goes"},
		{"inclusive limit becomes the same exclusive one", "{type: integer, maximum: 6}", below, "REWRITTEN", "is below 7, which is the same as at most 6"},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantMessages(t, c.rule, c.want, inline(t, "1.0.0", c.old, nil), inline(t, "1.0.1", c.new, nil), Options{})
		})
	}
}

// Whole numbers within 64 bits have all their digits, others those that make them out.
func TestNumber(t *testing.T) {
	for _, c := range []struct {
		number float64
		want   string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {1, "1"}, {-1, "-1"}, {0.5, "0.5"}, {-1.25, "-1.25"}, {1e15, "1000000000000000"},
		{1<<63 - 1024, "9223372036854774784"}, {-1<<63 + 1024, "-9223372036854774784"},
		{1 << 63, "9223372036854776000"}, {-1 << 63, "-9223372036854776000"}, {1e21, "1e+21"}, {-1e300, "-1e+300"}, {5e-324, "5e-324"},
	} {
		if got := string(number(c.number)); got != c.want {
			t.Errorf("%v is written as %s, want %s", c.number, got, c.want)
		}
	}
}

// wantMessages compares two contracts and wants one change of a rule, with that
// message, or none if it is empty.
func wantMessages(t *testing.T, rule, want string, old, new *contract.Contract, o Options) {
	t.Helper()
	report, err := Compare(old, new, o)
	if err != nil {
		t.Fatal(err)
	}
	got, n := "", 0
	for _, c := range report.Changes {
		if c.Rule.ID == rule {
			got, n = c.Message, n+1
		}
	}
	if got != want || n > 1 {
		t.Errorf("%d changes of %s, %q, want %q", n, rule, got, want)
	}
}
