package doneset

import (
	"testing"
	"time"
)

// firstReadAt is a time in whole milliseconds.
var firstReadAt = time.Date(2026, 11, 24, 8, 0, 0, 0, time.UTC)

// TestCutBeginning checks that what Text wrote is read, and nothing else.
func TestCutBeginning(t *testing.T) {
	sound := FirstRead{firstReadAt.UnixMilli(), 37}
	if text := sound.Text(); text != "begun1:mwuemm80.11;" {
		t.Errorf("it is written as %s", text)
	}
	if text := (FirstRead{Partitions: 3}).Text(); text != "" {
		t.Errorf("one that is not known is written as %s", text)
	}
	for _, c := range []struct {
		metadata string
		want     FirstRead
		rest     string
	}{
		{"", FirstRead{}, ""},
		{"NO_METADATA", FirstRead{}, "NO_METADATA"},
		{"done1:AAAA", FirstRead{}, "done1:AAAA"},
		{sound.Text(), sound, ""},
		{sound.Text() + "done1:AAAA", sound, "done1:AAAA"},
		{"begun1:1.0;", FirstRead{1, 0}, ""},
		{"begun1:1.zik0zj;", FirstRead{1, 1<<31 - 1}, ""},
		{"begun1:1.zik0zk;x", FirstRead{}, "x"},
		{"begun1:1.-1;x", FirstRead{}, "x"},
		{"begun1:0.1;x", FirstRead{}, "x"},
		{"begun1:-1.1;x", FirstRead{}, "x"},
		{"begun1:1;x", FirstRead{}, "x"},
		{"begun1:.1;x", FirstRead{}, "x"},
		{"begun1:1.1.1;x", FirstRead{}, "x"},
		{"begun1:?.1;x", FirstRead{}, "x"},
		{"begun1:1y2p0ij32e8e7.1;x", FirstRead{1<<63 - 1, 1}, "x"},
		{"begun1:1y2p0ij32e8e8.1;x", FirstRead{}, "x"},
	} {
		if got, rest := CutFirstRead(c.metadata); got != c.want || rest != c.rest {
			t.Errorf("%q is %+v and %q, want %+v and %q", c.metadata, got, rest, c.want, c.rest)
		}
	}
}

func TestBeginning_Earlier(t *testing.T) {
	none, early, late := FirstRead{}, FirstRead{5, 1}, FirstRead{6, 2}
	for _, c := range []struct{ a, b, want FirstRead }{
		{none, none, none}, {early, none, early}, {none, early, early}, {early, late, early}, {late, early, early},
		{early, FirstRead{5, 3}, early}, // of two equal times, the first argument
	} {
		if got := c.a.Earlier(c.b); got != c.want {
			t.Errorf("of %+v and %+v %+v is earlier, want %+v", c.a, c.b, got, c.want)
		}
	}
}
