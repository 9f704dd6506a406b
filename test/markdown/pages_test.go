package markdown

import (
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestIndex_LinksEachPageOnce compares docs/README.md with the pages in docs. It links the
// index of decision records, which links the records.
func TestIndex_LinksEachPageOnce(t *testing.T) {
	var want []string
	for _, name := range files(t) {
		if path.Dir(name) == "docs" && name != "docs/README.md" {
			want = append(want, path.Base(name))
		}
	}
	want = append(want, "decisions/README.md")
	var got []string
	p, _ := parse(read(t, "docs/README.md"))
	for _, l := range p.links {
		if !strings.HasPrefix(l.target, "../") {
			got = append(got, l.target)
		}
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("docs/README.md links\n%q\nwant\n%q", got, want)
	}
}

func TestReadme_IsShort(t *testing.T) {
	text := read(t, "README.md")
	if n := strings.Count(text, "\n"); n > 250 {
		t.Errorf("README.md has %d lines, want at most 250", n)
	}
	for i, line := range strings.Split(text, "\n") {
		if n := utf8.RuneCountInString(line); n > 100 && !strings.HasPrefix(line, "|") {
			t.Errorf("README.md:%d has %d characters, want at most 100", i+1, n)
		}
	}
	if !strings.Contains(text, "\ngo test ./...") { // what .ci/run runs
		t.Error("README.md does not have the test command")
	}
}
