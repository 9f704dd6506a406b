package migration

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestShorter_ListsShortestFirst(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"", []string{}},
		{"a", []string{`""`}},
		{"bcdefghijklmnopqrstu", []string{`""`, `"a"`, `"bcdef"`, `"bcdefghijk"`, `"bcdefghijklmnop"`, `"bcdefghijklmnopqrst"`, `"aaaaaaaaaaaaaaaaaaaa"`}},
		{"ééab", []string{`""`, `"a"`, `"é"`, `"éé"`, `"ééa"`, `"aaaa"`}},
		{"2026-03-28T12:34:56.789+01:00", []string{`""`, `"a"`, `"2026-03"`, `"2026-03-28T12:"`, `"2026-03-28T12:34:56.7"`, `"2026-03-28T12:34:56.789+01:0"`, `"aaaaaaaaaaaaaaaaaaaaaaaaaaaaa"`, `"2026-01-15T10:00:00.000Z"`}},
		{"2026-01-15T10:00:00.000Z", []string{`""`, `"a"`, `"2026-0"`, `"2026-01-15T1"`, `"2026-01-15T10:00:0"`, `"2026-01-15T10:00:00.000"`, `"aaaaaaaaaaaaaaaaaaaaaaaa"`}},
	} {
		if diff := cmp.Diff(c.want, shorter(c.text)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", c.text, diff)
		}
	}
}
