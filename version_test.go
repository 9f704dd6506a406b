package events_test

import (
	"errors"
	"testing"

	"github.com/mediamesh/events"
)

// malformedVersions are none, each with the error's text.
var malformedVersions = []struct{ where, text, want string }{
	{here(), "", `"" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "1", `"1" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "1.0", `"1.0" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "1.0.0.0", `"1.0.0.0" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "01.0.0", `"01.0.0" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "1.0.00", `"1.0.00" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "1.0.0-beta", `"1.0.0-beta" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "1.0.0+1", `"1.0.0+1" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "v1.0.0", `"v1.0.0" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "1.0.-1", `"1.0.-1" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), " 1.0.0", `" 1.0.0" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "1.0.0\n", `"1.0.0\n" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
	{here(), "18446744073709551616.0.0", `"18446744073709551616.0.0" is too large to compare: each number of a version must be less than 2^64`},
	{here(), "0123456789012345678901234567890123456789012345678901234567890123456789", `"0123456789012345678901234567890123456789012345678901234567890123…" is not a version: want MAJOR.MINOR.PATCH, such as 1.0.0, in decimal without leading zeros`},
}

func TestParseVersion(t *testing.T) {
	for _, c := range []struct {
		where, text string
		want        events.Version
	}{
		{here(), "0.0.0", events.Version{}},
		{here(), "1.0.0", events.Version{Major: 1}},
		{here(), "10.20.30", events.Version{Major: 10, Minor: 20, Patch: 30}},
		{here(), "1.18446744073709551615.0", events.Version{Major: 1, Minor: 18446744073709551615}},
	} {
		got, err := events.ParseVersion(c.text)
		if got != c.want || err != nil || got.String() != c.text {
			t.Errorf("%s: ParseVersion(%s) = %v, %v", c.where, c.text, got, err)
		}
	}
	for _, c := range malformedVersions {
		got, err := events.ParseVersion(c.text)
		bad := new(events.VersionError)
		if got != (events.Version{}) || !errors.As(err, &bad) || bad.Text != c.text || err.Error() != c.want {
			t.Errorf("%s: ParseVersion = %v, %v; want %s", c.where, got, err, c.want)
		}
	}
}

func TestCompareVersions(t *testing.T) {
	ascending := []string{"0.0.0", "0.0.1", "0.1.0", "0.9.0", "0.10.0", "1.0.0", "1.0.9", "1.0.10", "1.1.0", "2.0.0", "10.0.0", "18446744073709551615.0.0"}
	for i, a := range ascending {
		for j, b := range ascending {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got, err := events.CompareVersions(a, b); got != want || err != nil {
				t.Errorf("CompareVersions(%s, %s) = %d, %v; want %d", a, b, got, err, want)
			}
		}
	}
	for _, c := range malformedVersions {
		for _, pair := range [][2]string{{c.text, "1.0.0"}, {"1.0.0", c.text}} {
			if got, err := events.CompareVersions(pair[0], pair[1]); got != 0 || text(err) != c.want {
				t.Errorf("%s: CompareVersions(%q, %q) = %d, %v", c.where, pair[0], pair[1], got, err)
			}
		}
	}
}

func TestCompatible(t *testing.T) {
	for _, c := range []struct {
		where, a, b string
		want        bool
	}{
		{here(), "1.0.0", "1.0.0", true},
		{here(), "1.0.0", "1.9.7", true},
		{here(), "1.0.0", "2.0.0", false},
		{here(), "0.1.0", "0.2.0", true},
		{here(), "1.0.0", "10.0.0", false},
		{here(), "1.0", "1.0.0", false},
		{here(), "1.0.0", "1.0.0-beta", false},
		{here(), "", "", false},
	} {
		if got := events.Compatible(c.a, c.b); got != c.want {
			t.Errorf("%s: Compatible(%q, %q) = %v", c.where, c.a, c.b, got)
		}
		if got := events.Compatible(c.b, c.a); got != c.want {
			t.Errorf("%s: Compatible(%q, %q) = %v", c.where, c.b, c.a, got)
		}
	}
}

func TestLatestVersion(t *testing.T) {
	for _, c := range []struct {
		where    string
		versions []string
		want     string
	}{
		{here(), nil, events.CurrentVersion},
		{here(), []string{"0.1.0"}, "0.1.0"},
		{here(), []string{"0.0.0"}, "0.0.0"},
		{here(), []string{"1.9.0", "1.10.0", "1.2.30"}, "1.10.0"},
		{here(), []string{"2.0.0", "10.0.0", "9.9.9"}, "10.0.0"},
	} {
		if got, err := events.LatestVersion(c.versions...); got != c.want || err != nil {
			t.Errorf("%s: LatestVersion = %s, %v; want %s", c.where, got, err, c.want)
		}
	}
	for _, c := range malformedVersions {
		if got, err := events.LatestVersion("1.0.0", c.text); got != "" || text(err) != c.want {
			t.Errorf("%s: LatestVersion = %q, %v", c.where, got, err)
		}
	}
}

func TestVersionConstants(t *testing.T) {
	if events.Version1_0_0 != "1.0.0" || events.CurrentVersion != "1.0.0" {
		t.Errorf("the first version is %s, the current %s; want 1.0.0", events.Version1_0_0, events.CurrentVersion)
	}
}
