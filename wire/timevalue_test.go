package wire_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events/wire"
	"pgregory.net/rapid"
)

var anyTime = wire.Value{Key: fieldKey}

func readTime(document string) (time.Time, []wire.Violation) {
	var v time.Time
	list := read(document, func(r *wire.Reader, i int) int { return r.Time(i, &v, &anyTime) })
	return v, list
}

func TestTimesAreRead(t *testing.T) {
	zone := func(hours, minutes int) *time.Location { return time.FixedZone("", hours*3600+minutes*60) }
	for _, c := range []struct {
		where, value string
		want         time.Time
		written      string
	}{
		{here(), "2026-01-31T12:00:00.000Z", time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC), "2026-01-31T12:00:00.000Z"},
		{here(), "2026-01-31T12:00:00Z", time.Date(2026, 1, 31, 12, 0, 0, 0, time.UTC), "2026-01-31T12:00:00.000Z"},
		{here(), "2026-01-31T12:00:00.1Z", time.Date(2026, 1, 31, 12, 0, 0, 1e8, time.UTC), "2026-01-31T12:00:00.100Z"},
		{here(), "2026-01-31T12:00:00.12Z", time.Date(2026, 1, 31, 12, 0, 0, 12e7, time.UTC), "2026-01-31T12:00:00.120Z"},
		{here(), "2026-01-31T12:00:00.123Z", time.Date(2026, 1, 31, 12, 0, 0, 123e6, time.UTC), "2026-01-31T12:00:00.123Z"},
		{here(), "2026-01-31T12:00:00.1234Z", time.Date(2026, 1, 31, 12, 0, 0, 1234e5, time.UTC), "2026-01-31T12:00:00.1234Z"},
		{here(), "2026-01-31T12:00:00.12345Z", time.Date(2026, 1, 31, 12, 0, 0, 12345e4, time.UTC), "2026-01-31T12:00:00.12345Z"},
		{here(), "2026-01-31T12:00:00.123456Z", time.Date(2026, 1, 31, 12, 0, 0, 123456e3, time.UTC), "2026-01-31T12:00:00.123456Z"},
		{here(), "2026-01-31T12:00:00.1234567Z", time.Date(2026, 1, 31, 12, 0, 0, 1234567e2, time.UTC), "2026-01-31T12:00:00.1234567Z"},
		{here(), "2026-01-31T12:00:00.12345678Z", time.Date(2026, 1, 31, 12, 0, 0, 12345678e1, time.UTC), "2026-01-31T12:00:00.12345678Z"},
		{here(), "2026-01-31T12:00:00.123456789Z", time.Date(2026, 1, 31, 12, 0, 0, 123456789, time.UTC), "2026-01-31T12:00:00.123456789Z"},
		{here(), "2026-01-31T12:00:00.000000001Z", time.Date(2026, 1, 31, 12, 0, 0, 1, time.UTC), "2026-01-31T12:00:00.000000001Z"},
		{here(), "2026-01-31T12:00:00.100000000Z", time.Date(2026, 1, 31, 12, 0, 0, 1e8, time.UTC), "2026-01-31T12:00:00.100Z"},
		{here(), "2026-01-31T12:00:00.123450Z", time.Date(2026, 1, 31, 12, 0, 0, 12345e4, time.UTC), "2026-01-31T12:00:00.12345Z"},
		{here(), "2026-03-01T20:15:00.000+01:00", time.Date(2026, 3, 1, 20, 15, 0, 0, zone(1, 0)), "2026-03-01T20:15:00.000+01:00"},
		{here(), "2026-03-01T20:15:00+00:00", time.Date(2026, 3, 1, 20, 15, 0, 0, time.UTC), "2026-03-01T20:15:00.000+00:00"},
		{here(), "2026-03-01T20:15:00-00:00", time.Date(2026, 3, 1, 20, 15, 0, 0, time.UTC), "2026-03-01T20:15:00.000-00:00"},
		{here(), "2026-03-01T20:15:00+05:45", time.Date(2026, 3, 1, 20, 15, 0, 0, zone(5, 45)), "2026-03-01T20:15:00.000+05:45"},
		{here(), "2026-03-01T20:15:00-14:00", time.Date(2026, 3, 1, 20, 15, 0, 0, zone(-14, 0)), "2026-03-01T20:15:00.000-14:00"},
		{here(), "2026-03-01T20:15:00+14:00", time.Date(2026, 3, 1, 20, 15, 0, 0, zone(14, 0)), "2026-03-01T20:15:00.000+14:00"},
		{here(), "2026-03-01T20:15:00+14:15", time.Date(2026, 3, 1, 20, 15, 0, 0, zone(14, 15)), "2026-03-01T20:15:00.000+14:15"},
		{here(), "2026-03-01T20:15:00+23:59", time.Date(2026, 3, 1, 20, 15, 0, 0, zone(23, 59)), "2026-03-01T20:15:00.000+23:59"},
		{here(), "2026-03-01T20:15:00-23:59", time.Date(2026, 3, 1, 20, 15, 0, 0, zone(-23, -59)), "2026-03-01T20:15:00.000-23:59"},
		{here(), "2026-03-01T20:15:00-00:01", time.Date(2026, 3, 1, 20, 15, 0, 0, zone(0, -1)), "2026-03-01T20:15:00.000-00:01"},
		{here(), "0000-01-01T00:00:00+23:59", time.Date(0, 1, 1, 0, 0, 0, 0, zone(23, 59)), "0000-01-01T00:00:00.000+23:59"},
		{here(), "0000-02-29T00:00:00Z", time.Date(0, 2, 29, 0, 0, 0, 0, time.UTC), "0000-02-29T00:00:00.000Z"},
		{here(), "2024-02-29T23:59:59Z", time.Date(2024, 2, 29, 23, 59, 59, 0, time.UTC), "2024-02-29T23:59:59.000Z"},
		{here(), "2000-02-29T00:00:00Z", time.Date(2000, 2, 29, 0, 0, 0, 0, time.UTC), "2000-02-29T00:00:00.000Z"},
		{here(), "9999-12-31T23:59:59.999999999-23:59", time.Date(9999, 12, 31, 23, 59, 59, 999999999, zone(-23, -59)), "9999-12-31T23:59:59.999999999-23:59"},
	} {
		got, list := readTime(field(`"` + c.value + `"`))
		same(t, c.where, nil, list)
		if !got.Equal(c.want) {
			t.Errorf("%s: %s reads as %v, want %v", c.where, c.value, got, c.want)
		}
		written, list := write(func(w *wire.Writer) { w.Time(got, &anyTime) })
		same(t, c.where, nil, list)
		if want := field(`"` + c.written + `"`); written != want {
			t.Errorf("%s: %s is written as %s, want %s", c.where, c.value, written, want)
		}
	}
}

func TestNoTimes(t *testing.T) {
	for _, c := range []struct{ where, value string }{
		{here(), ""},
		{here(), "2026-01-31"},
		{here(), "12:00:00Z"},
		{here(), "2026-01-31T12:00:00"},
		{here(), "2026-01-31T12:00Z"},
		{here(), "2026-01-31 12:00:00Z"},
		{here(), "2026-01-31t12:00:00Z"},
		{here(), "2026-01-31T12:00:00z"},
		{here(), "2026-01-31T12:00:00.Z"},
		{here(), "2026-01-31T12:00:00,5Z"},
		{here(), "2026-01-31T12:00:00.1234567890Z"},
		{here(), "2026-01-31T12:00:00.12x4Z"},
		{here(), "2026-01-31T12:00:00.5"},
		{here(), "2026-01-31T12:00:00ZZ"},
		{here(), "2026-01-31T12:00:00Z "},
		{here(), " 2026-01-31T12:00:00Z"},
		{here(), "2026-01-31T24:00:00Z"},
		{here(), "2026-01-31T12:60:00Z"},
		{here(), "2026-01-31T12:00:60Z"},
		{here(), "2026-12-31T23:59:60Z"},
		{here(), "2026-00-31T12:00:00Z"},
		{here(), "2026-13-31T12:00:00Z"},
		{here(), "2026-01-00T12:00:00Z"},
		{here(), "2026-01-32T12:00:00Z"},
		{here(), "2026-04-31T12:00:00Z"},
		{here(), "2026-02-29T12:00:00Z"},
		{here(), "2026-02-30T12:00:00Z"},
		{here(), "2100-02-29T12:00:00Z"},
		{here(), "2026-1-31T12:00:00Z"},
		{here(), "26-01-31T12:00:00.000Z"},
		{here(), "+2026-01-31T12:00:00Z"},
		{here(), "-026-01-31T12:00:00Z"},
		{here(), "12026-01-31T12:00:00Z"},
		{here(), "2026/01/31T12:00:00Z"},
		{here(), "2026-01-31T12-00-00Z"},
		{here(), "2026-01-31T12:00:00+01"},
		{here(), "2026-01-31T12:00:00+0100"},
		{here(), "2026-01-31T12:00:00+01:0"},
		{here(), "2026-01-31T12:00:00+01:00:00"},
		{here(), "2026-01-31T12:00:00+24:00"},
		{here(), "2026-01-31T12:00:00+01:60"},
		{here(), "2026-01-31T12:00:00*01:00"},
		{here(), "2026-01-31T12:00:00+0a:00"},
		{here(), "2026-01-31T12:00:00\u221201:00"},
		{here(), "２026-01-31T12:00:00Z"},
		{here(), "2026-01-31T12:00:00.٣Z"},
		{here(), "1769860800000"},
	} {
		got, list := readTime(field(`"` + c.value + `"`))
		same(t, c.where, found(violation("/f", "pattern", "date-time", "must be an RFC 3339 date-time such as 2026-01-31T12:00:00.000Z")), list)
		if _, ok := wire.ParseTime(c.value); ok {
			t.Errorf("%s: ParseTime takes %s for %v", c.where, c.value, got)
		}
	}
}

func TestTimesOfTheWrongKind(t *testing.T) {
	for _, c := range []struct{ where, value, have string }{
		{here(), "1769860800000", "number"},
		{here(), "null", "null"},
		{here(), "true", "boolean"},
		{here(), "{}", "object"},
		{here(), "[]", "array"},
	} {
		_, list := readTime(field(c.value))
		same(t, c.where, found(violation("/f", "type", "string", "must be a string, not "+article(c.have))), list)
	}
	_, list := readTime(`{"f":"2026-01-31`)
	same(t, here(), syntax("/f", "is cut off at byte 16: expected a closing quote"), list)
}

func TestTimesThatHaveNoForm(t *testing.T) {
	for _, c := range []struct {
		where string
		value time.Time
	}{
		{here(), time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)},
		{here(), time.Date(-1, 12, 31, 0, 0, 0, 0, time.UTC)},
		{here(), time.Date(9999, 12, 31, 23, 30, 0, 0, time.UTC).In(time.FixedZone("", 3600))},
		{here(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("", 90))},
		{here(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("", 86400))},
		{here(), time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("", -86400))},
	} {
		_, list := write(func(w *wire.Writer) { w.Time(c.value, &anyTime) })
		same(t, c.where, found(violation("/f", "pattern", "date-time", "must be of a year from 0 to 9999, with an offset of whole minutes below a day")), list)
		out, ok := wire.AppendTime([]byte("kept"), c.value)
		if ok || string(out) != "kept" {
			t.Errorf("%s: AppendTime gives %s, %v", c.where, out, ok)
		}
	}
}

// A local zone without offset is written as UTC; only what was read as +00:00
// stays so.
func TestZonesWithoutOffset(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.FixedZone("GMT", 0))
	out, ok := wire.AppendTime(nil, at)
	if string(out) != "2026-01-02T03:04:05.000Z" || !ok {
		t.Errorf("AppendTime = %s, %v", out, ok)
	}
	for _, text := range []string{"2026-01-02T03:04:05.000+00:00", "2026-01-02T03:04:05.000-00:00", "2026-01-02T03:04:05.000Z"} {
		at, ok := wire.ParseTime(text)
		if !ok {
			t.Fatalf("ParseTime(%s) fails", text)
		}
		if out, _ := wire.AppendTime(nil, at); string(out) != text {
			t.Errorf("%s comes back as %s", text, out)
		}
	}
}

func TestTimesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		offset := rapid.IntRange(-1439, 1439).Draw(t, "offset")
		seconds := rapid.Int64Range(-62167132800, 253402214400).Draw(t, "seconds")
		want := time.Unix(seconds, rapid.Int64Range(0, 999999999).Draw(t, "nanos")).In(time.FixedZone("", offset*60))
		text, ok := wire.AppendTime(nil, want)
		if want.Year() < 0 || want.Year() > 9999 {
			if ok {
				t.Fatalf("%v is written as %s", want, text)
			}
			return
		}
		got, parsed := wire.ParseTime(string(text))
		if _, gotOffset := got.Zone(); !ok || !parsed || !got.Equal(want) || gotOffset != offset*60 {
			t.Fatalf("%v is written as %s, and read as %v", want, text, got)
		}
		if std, err := time.Parse(time.RFC3339Nano, string(text)); err != nil || !std.Equal(want) {
			t.Fatalf("package time reads %s as %v, %v", text, std, err)
		}
	})
}

// Every offset there is comes back as it was, and its instant is right.
func TestEveryOffset(t *testing.T) {
	for minutes := range 24 * 60 {
		for _, sign := range "+-" {
			text := fmt.Sprintf("2026-01-31T12:00:00.000%c%02d:%02d", sign, minutes/60, minutes%60)
			at, ok := wire.ParseTime(text)
			std, err := time.Parse(time.RFC3339, text)
			if out, _ := wire.AppendTime(nil, at); !ok || err != nil || string(out) != text || !at.Equal(std) {
				t.Errorf("%s is read as %v and written as %s", text, at, out)
			}
		}
	}
}

func TestTime_KeepsLongFractions(t *testing.T) {
	for digits := 1; digits <= 12; digits++ {
		text := "2026-01-31T12:00:00." + strings.Repeat("7", digits) + "Z"
		if _, ok := wire.ParseTime(text); ok != (digits <= 9) {
			t.Errorf("ParseTime(%s) = %v", text, ok)
		}
	}
}
