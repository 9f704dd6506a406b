package wire_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/mediamesh/events/wire"
	"pgregory.net/rapid"
)

var (
	anyNumber  = wire.Number{Key: fieldKey}
	anyInteger = wire.Integer{Key: fieldKey}
)

func readNumber(document string, rule *wire.Number) (float64, []wire.Violation) {
	var v float64
	list := read(document, func(r *wire.Reader, i int) int { return r.Number(i, &v, rule) })
	return v, list
}

func readInteger(document string, rule *wire.Integer) (int64, []wire.Violation) {
	var v int64
	list := read(document, func(r *wire.Reader, i int) int { return r.Integer(i, &v, rule) })
	return v, list
}

func TestNumbersAreRead(t *testing.T) {
	for _, c := range []struct {
		where, value string
		want         float64
	}{
		{here(), "0", 0},
		{here(), "-0", math.Copysign(0, -1)},
		{here(), "-0.0", math.Copysign(0, -1)},
		{here(), " 1 ", 1},
		{here(), "12.75", 12.75},
		{here(), "-12.75", -12.75},
		{here(), "0.1", 0.1},
		{here(), "1e2", 100},
		{here(), "1E2", 100},
		{here(), "1e+2", 100},
		{here(), "1.5e-3", 0.0015},
		{here(), "128.0", 128},
		{here(), "0e5", 0},
		{here(), "123456789012345", 123456789012345},
		{here(), "1234567890123456", 1234567890123456},
		{here(), "0.123456789012345", 0.123456789012345},
		{here(), "9007199254740993", 9007199254740992},
		{here(), "0.1000000000000000055511151231257827", 0.1},
		{here(), "1e21", 1e21},
		{here(), "5e-324", 5e-324},
		{here(), "2e-324", 0},
		{here(), "1e-400", 0},
		{here(), "1.7976931348623157e308", math.MaxFloat64},
		{here(), "123456789012345680000", 123456789012345680000},
	} {
		got, list := readNumber(field(c.value), &anyNumber)
		same(t, c.where, nil, list)
		if math.Float64bits(got) != math.Float64bits(c.want) {
			t.Errorf("%s: %s reads as %v, want %v", c.where, c.value, got, c.want)
		}
	}
}

// malformedNumbers are none by JSON's grammar; want says what was expected
// where.
var malformedNumbers = []struct {
	where, value string
	at           int
	pointer      string
	want         string
}{
	{here(), "01", 0, "/f", "a number as JSON writes it"},
	{here(), "-01", 0, "/f", "a number as JSON writes it"},
	{here(), "00", 0, "/f", "a number as JSON writes it"},
	{here(), "1.", 0, "/f", "a number as JSON writes it"},
	{here(), "1.e5", 0, "/f", "a number as JSON writes it"},
	{here(), "-", 0, "/f", "a number as JSON writes it"},
	{here(), "--1", 0, "/f", "a number as JSON writes it"},
	{here(), "-.5", 0, "/f", "a number as JSON writes it"},
	{here(), "1e", 0, "/f", "a number as JSON writes it"},
	{here(), "1e+", 0, "/f", "a number as JSON writes it"},
	{here(), "1.5E-", 0, "/f", "a number as JSON writes it"},
	{here(), "-Infinity", 0, "/f", "a number as JSON writes it"},
	{here(), ".5", 0, "/f", "a value"},
	{here(), "+1", 0, "/f", "a value"},
	{here(), "Infinity", 0, "/f", "a value"},
	{here(), "NaN", 0, "/f", "a value"},
	{here(), "１", 0, "/f", "a value"},
	{here(), "nan", 0, "/f", "null"},
	{here(), "4-.5", 1, "", "a comma or a closing brace"},
	{here(), "1+1", 1, "", "a comma or a closing brace"},
	{here(), "0x10", 1, "", "a comma or a closing brace"},
	{here(), "1_000", 1, "", "a comma or a closing brace"},
	{here(), "1e5.5", 3, "", "a comma or a closing brace"},
	{here(), "1.5.5", 3, "", "a comma or a closing brace"},
	{here(), "1n", 1, "", "a comma or a closing brace"},
	{here(), "1 2", 2, "", "a comma or a closing brace"},
}

func TestMalformedNumbers(t *testing.T) {
	for _, c := range malformedNumbers {
		want := syntax(c.pointer, fmt.Sprintf("is malformed at byte %d: expected %s", len(`{"f":`)+c.at, c.want))
		_, list := readNumber(field(c.value), &anyNumber)
		same(t, c.where+" number", want, list)
		_, list = readInteger(field(c.value), &anyInteger)
		same(t, c.where+" integer", want, list)
		list = read(field(c.value), func(r *wire.Reader, i int) int { return r.JSON(i, new(wire.JSON), &wire.Value{Key: fieldKey}) })
		same(t, c.where+" any JSON", want, list)
	}
}

func TestNumbersPastFloat64(t *testing.T) {
	for _, value := range []string{"1e400", "-1e400", "1e99999999999999999999", "1.7976931348623159e308", "1" + strings.Repeat("0", 309)} {
		_, list := readNumber(field(value), &anyNumber)
		same(t, value, found(violation("/f", "type", "number", "must be a number that a 64-bit float can hold")), list)
		_, list = readInteger(field(value), &anyInteger)
		same(t, value, found(violation("/f", "type", "integer", "must be an integer that a 64-bit float can hold")), list)
	}
}

func TestIntegersAreRead(t *testing.T) {
	for _, c := range []struct {
		where, value string
		want         int64
	}{
		{here(), "0", 0},
		{here(), "-0", 0},
		{here(), "0.0", 0},
		{here(), " 5", 5},
		{here(), "-5", -5},
		{here(), "128.0", 128},
		{here(), "-128.000", -128},
		{here(), "1e2", 100},
		{here(), "1.5e1", 15},
		{here(), "120e-1", 12},
		{here(), "1e-400", 0},
		{here(), "123456789012345678", 123456789012345678},
		{here(), "1234567890123456789", 1234567890123456789},
		{here(), "9007199254740993", 9007199254740993},
		{here(), "9007199254740993.0", 9007199254740992}, // no plain digits: as a float64
		{here(), "9e18", 9000000000000000000},
		{here(), "9223372036854774784", 9223372036854774784},
		{here(), "9223372036854775295", 9223372036854775295},
		{here(), "-9223372036854775295", -9223372036854775295},
		{here(), "-9223372036854774784", -9223372036854774784},
	} {
		got, list := readInteger(field(c.value), &anyInteger)
		same(t, c.where, nil, list)
		if got != c.want {
			t.Errorf("%s: %s reads as %d, want %d", c.where, c.value, got, c.want)
		}
	}
}

// To JavaScript, 2^63-1 is 2^63, so that both are refused or neither.
func TestIntegersPastInt64(t *testing.T) {
	tooHigh := found(violation("/f", "exclusiveMaximum", "9223372036854775808", "must be less than 9223372036854775808 to fit 64 bits"))
	tooLow := found(violation("/f", "exclusiveMinimum", "-9223372036854775808", "must be more than -9223372036854775808 to fit 64 bits"))
	for _, c := range []struct {
		where, value string
		want         []wire.Violation
	}{
		{here(), "9223372036854775296", tooHigh},
		{here(), "9223372036854775807", tooHigh},
		{here(), "9223372036854775808", tooHigh},
		{here(), "9223372036854775807.0", tooHigh},
		{here(), "1e19", tooHigh},
		{here(), "1e308", tooHigh},
		{here(), "-9223372036854775296", tooLow},
		{here(), "-9223372036854775807", tooLow},
		{here(), "-9223372036854775808", tooLow},
		{here(), "-9223372036854775809", tooLow},
		{here(), "-1e19", tooLow},
	} {
		// A limit of the contract is not asked as well, and the value stays out.
		for _, rule := range []wire.Integer{anyInteger, {Key: fieldKey, Limits: wire.Limits{Min: new(-5.0), Max: new(5.0)}}} {
			v, list := readInteger(field(c.value), &rule)
			same(t, c.where, c.want, list)
			if v != 0 {
				t.Errorf("%s: reads as %d, want 0", c.where, v)
			}
		}
	}
	for _, c := range []struct {
		where string
		value int64
		want  []wire.Violation
	}{
		{here(), 9223372036854775295, nil},
		{here(), 9223372036854775296, tooHigh},
		{here(), math.MaxInt64, tooHigh},
		{here(), -9223372036854775295, nil},
		{here(), -9223372036854775296, tooLow},
		{here(), math.MinInt64, tooLow},
	} {
		document, list := write(func(w *wire.Writer) { w.Integer(c.value, &anyInteger) })
		same(t, c.where, c.want, list)
		if want := field(fmt.Sprint(c.value)); document != want {
			t.Errorf("%s: written as %s", c.where, document)
		}
	}
}

func TestNumbersOfTheWrongKind(t *testing.T) {
	for _, value := range []string{"1.5", "-0.1", "1e-2", "12.5e0", "1e-300"} {
		_, list := readInteger(field(value), &anyInteger)
		same(t, value, found(violation("/f", "type", "integer", "must be an integer, not a number with a fraction")), list)
	}
	for _, c := range []struct{ where, value, have string }{
		{here(), "null", "null"},
		{here(), "true", "boolean"},
		{here(), `"1"`, "string"},
		{here(), "{}", "object"},
		{here(), "[1]", "array"},
	} {
		_, list := readNumber(field(c.value), &anyNumber)
		same(t, c.where, found(violation("/f", "type", "number", "must be a number, not "+article(c.have))), list)
		_, list = readInteger(field(c.value), &anyInteger)
		same(t, c.where, found(violation("/f", "type", "integer", "must be an integer, not "+article(c.have))), list)
	}
}

func TestLimits(t *testing.T) {
	closed := wire.Limits{Min: new(-1.5), Max: new(1e21)}
	open := wire.Limits{Above: new(0.0), Below: new(100.0)}
	for _, c := range []struct {
		where, value string
		limits       wire.Limits
		want         []wire.Violation
	}{
		{here(), "-1.5", closed, nil},
		{here(), "1e21", closed, nil},
		{here(), "-1.5000001", closed, found(violation("/f", "minimum", "-1.5", "must be at least -1.5"))},
		{here(), "1.1e21", closed, found(violation("/f", "maximum", "1e+21", "must be at most 1e+21"))},
		{here(), "0.001", open, nil},
		{here(), "0", open, found(violation("/f", "exclusiveMinimum", "0", "must be more than 0"))},
		{here(), "-0", open, found(violation("/f", "exclusiveMinimum", "0", "must be more than 0"))},
		{here(), "100", open, found(violation("/f", "exclusiveMaximum", "100", "must be less than 100"))},
		{here(), "99.99", open, nil},
	} {
		rule := wire.Number{Key: fieldKey, Limits: c.limits}
		v, list := readNumber(field(c.value), &rule)
		same(t, c.where, c.want, list)
		_, list = write(func(w *wire.Writer) { w.Number(v, &rule) })
		same(t, c.where, c.want, list)
	}
	integer := wire.Integer{Key: fieldKey, Limits: wire.Limits{Min: new(0.0), Max: new(10.0)}}
	for _, c := range []struct {
		where, value string
		want         []wire.Violation
	}{
		{here(), "0", nil},
		{here(), "1e1", nil},
		{here(), "-1", found(violation("/f", "minimum", "0", "must be at least 0"))},
		{here(), "11", found(violation("/f", "maximum", "10", "must be at most 10"))},
		{here(), "1.1e1", found(violation("/f", "maximum", "10", "must be at most 10"))},
	} {
		v, list := readInteger(field(c.value), &integer)
		same(t, c.where, c.want, list)
		_, list = write(func(w *wire.Writer) { w.Integer(v, &integer) })
		same(t, c.where, c.want, list)
	}
}

func TestNumbersAreWrittenAsStringifyDoes(t *testing.T) {
	for _, c := range []struct {
		where string
		value float64
		want  string
	}{
		{here(), 0, "0"},
		{here(), math.Copysign(0, -1), "0"},
		{here(), 1, "1"},
		{here(), -100, "-100"},
		{here(), 0.1, "0.1"},
		{here(), 12.75, "12.75"},
		{here(), 0.000001, "0.000001"},
		{here(), 0.0000001, "1e-7"},
		{here(), -1.5e-9, "-1.5e-9"},
		{here(), 1e-10, "1e-10"},
		{here(), 5e-324, "5e-324"},
		{here(), 999999999999999, "999999999999999"},
		{here(), 1e15, "1000000000000000"},
		{here(), 1 << 53, "9007199254740992"},
		{here(), 123456789012345680000, "123456789012345680000"},
		{here(), 999999999999999900000, "999999999999999900000"},
		{here(), 1e21, "1e+21"},
		{here(), -1.25e100, "-1.25e+100"},
		{here(), math.MaxFloat64, "1.7976931348623157e+308"},
		{here(), math.MinInt64, "-9223372036854776000"},
	} {
		got, list := write(func(w *wire.Writer) { w.Number(c.value, &anyNumber) })
		same(t, c.where, nil, list)
		if got != field(c.want) {
			t.Errorf("%s: %v is written as %s, want %s", c.where, c.value, got, field(c.want))
		}
	}
}

func TestNoNumbers(t *testing.T) {
	for _, value := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		want := found(violation("/f", "type", "number", "must be a number, not NaN or an infinity"))
		// A limit of the contract is not asked as well, and nothing is written.
		for _, rule := range []wire.Number{anyNumber, {Key: fieldKey, Limits: wire.Limits{Min: new(-5.0), Max: new(5.0)}}} {
			for _, write1 := range []func(*wire.Writer){
				func(w *wire.Writer) { w.Number(value, &rule) },
				func(w *wire.Writer) { w.OptionalNumber(wire.Some(value), &rule) },
			} {
				document, list := write(write1)
				same(t, fmt.Sprint(value), want, list)
				if document != "{}" {
					t.Errorf("%v is written as %s, want {}", value, document)
				}
			}
		}
	}
}

// encoding/json writes numbers as ECMAScript does too, all but -0.
func TestNumbersAreWrittenAsEncodingJSONDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := anyFloat.Draw(t, "value")
		want, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		if value == 0 {
			want = []byte("0")
		}
		got, list := write(func(w *wire.Writer) { w.Number(value, &anyNumber) })
		if got != field(string(want)) || list != nil {
			t.Fatalf("%v is written as %s, %v; want %s", value, got, list, want)
		}
		back, list := readNumber(got, &anyNumber)
		if back != value || list != nil {
			t.Fatalf("%s comes back as %v, %v", got, back, list)
		}
		again, list := canonical(wire.JSON(want))
		if again != string(want) || list != nil {
			t.Fatalf("%s as any JSON is written as %s, %v", want, again, list)
		}
	})
}

var anyFloat = rapid.Custom(func(t *rapid.T) float64 {
	for {
		var v float64
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			v = math.Float64frombits(rapid.Uint64().Draw(t, "bits"))
		case 1:
			v = float64(rapid.Int64().Draw(t, "integer"))
		case 2:
			v = float64(rapid.Int64Range(-1e6, 1e6).Draw(t, "digits")) * math.Pow10(rapid.IntRange(-25, 25).Draw(t, "exponent"))
		default:
			v = rapid.Float64().Draw(t, "float")
		}
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			return v
		}
	}
})

// The digits of a number may be written in many ways; strconv reads them all.
func TestNumbersAreReadAsStrconvDoes(t *testing.T) {
	grammar := rapid.StringMatching(`-?(0|[1-9][0-9]{0,25})(\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?`)
	rapid.Check(t, func(t *rapid.T) {
		text := grammar.Draw(t, "text")
		dec := json.NewDecoder(bytes.NewReader([]byte(text)))
		var want float64
		if err := dec.Decode(&want); err != nil {
			t.Skip("past float64")
		}
		got, list := readNumber(field(text), &anyNumber)
		if math.Float64bits(got) != math.Float64bits(want) || list != nil {
			t.Fatalf("%s reads as %v, %v; want %v", text, got, list, want)
		}
	})
}
