package events_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/mediamesh/events"
)

// FuzzDecode decodes anything at all: see checkDocument.
func FuzzDecode(f *testing.F) {
	for _, ex := range examples(f) {
		f.Add(ex.JSON)
		f.Add(ex.JSON[:len(ex.JSON)/2])
	}
	for _, document := range []string{
		``, `null`, `[]`, `"x"`, `{}`, `{"metadata":{},"payload":{}}`, `{"payload":{},"metadata":null}`, "\xff", "\x00",
		`{"metadata":{"eventType":"content.created","eventVersion":"2.0.0"}}`,
		`{"metadata":{"eventType":"content\u002ecreated","eventVersion":"1.0"},"payload":{"title":"\ud800"}}`,
		`{"a":1,"a":2}`, strings.Repeat("[", 65), strings.Repeat(`{"a":`, 65),
	} {
		f.Add([]byte(document))
	}
	f.Fuzz(func(t *testing.T, document []byte) { checkDocument(t, document) })
}

// FuzzVersion parses and compares versions: what is parsed is written as it
// was, and the order is total.
func FuzzVersion(f *testing.F) {
	for _, s := range []string{"1.0.0", "0.0.0", "1.10.0", "1.9.9", "18446744073709551615.0.0", "18446744073709551616.0.0", "01.0.0", "1.0", "1.0.0-beta", "", "1..0", "-1.0.0"} {
		for _, other := range []string{"1.0.0", "2.0.0", "1.0", ""} {
			f.Add(s, other, "1.0.1")
		}
	}
	f.Fuzz(func(t *testing.T, a, b, c string) {
		v, errA := events.ParseVersion(a)
		if bad := new(events.VersionError); errA != nil && (!errors.As(errA, &bad) || bad.Text != a || v != (events.Version{})) {
			t.Fatalf("ParseVersion(%q) = %v, %v", a, v, errA)
		}
		if errA == nil && v.String() != a {
			t.Fatalf("%q is written as %s", a, v)
		}
		w, errB := events.ParseVersion(b)
		ab, errAB := events.CompareVersions(a, b)
		if (errAB != nil) != (errA != nil || errB != nil) {
			t.Fatalf("CompareVersions(%q, %q): %v, but they parse with %v and %v", a, b, errAB, errA, errB)
		}
		if events.Compatible(a, b) != events.Compatible(b, a) || events.Compatible(a, b) != (errAB == nil && v.Major == w.Major) {
			t.Fatalf("Compatible(%q, %q) = %v", a, b, events.Compatible(a, b))
		}
		x, errC := events.ParseVersion(c)
		if errAB != nil || errC != nil {
			return
		}
		if ba := w.Compare(v); ba != -ab || ab < -1 || ab > 1 || (ab == 0) != (a == b) {
			t.Fatalf("%q against %q: %d and %d", a, b, ab, ba)
		}
		if ab <= 0 && w.Compare(x) <= 0 && v.Compare(x) > 0 {
			t.Fatalf("%q, %q and %q have no order", a, b, c)
		}
		latest, err := events.LatestVersion(a, b, c)
		if err != nil || (latest != a && latest != b && latest != c) {
			t.Fatalf("LatestVersion(%q, %q, %q) = %q, %v", a, b, c, latest, err)
		}
		for _, other := range []string{a, b, c} {
			if n, err := events.CompareVersions(latest, other); err != nil || n < 0 {
				t.Fatalf("the latest of %q, %q and %q is not %q", a, b, c, latest)
			}
		}
	})
}
