package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/test/mutants/operator"
)

func writeFile(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "equivalent.txt")
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestReadEquivalents(t *testing.T) {
	all, err := readEquivalents(writeFile(t, `# A comment.

wire:f:bound:1
  change: a < b -> a <= b
  reason: a is never b: the caller checks.

wire:g:skip-call:2
	change: h() -> nothing
	reason: h has no effect.
`))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]declared{
		"wire:f:bound:1":     {"wire:f:bound:1", "a < b -> a <= b", "a is never b: the caller checks.", 3},
		"wire:g:skip-call:2": {"wire:g:skip-call:2", "h() -> nothing", "h has no effect.", 7},
	}
	if diff := cmp.Diff(want, all, cmp.AllowUnexported(declared{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if all, err := readEquivalents(filepath.Join(t.TempDir(), "missing")); err != nil || len(all) > 0 {
		t.Errorf("%v, %v of a missing file", all, err)
	}
}

func TestReadEquivalents_Errors(t *testing.T) {
	for text, want := range map[string]string{
		"a:b:c:1\n  change: x -> y\n":                                            ":1: a:b:c:1 needs a change and a reason",
		"\na:b:c:1\n  reason: x\nd:e:f:1\n":                                      ":2: a:b:c:1 needs a change and a reason",
		"a:b:c:1\n  because: x\n":                                                `:2: expected "change: …" or "reason: …"`,
		"a:b:c:1\n  change: x\n  reason: y\na:b:c:1\n  change: x\n  reason: y\n": ":4: a:b:c:1 is declared twice",
		"a:b:c:1\n  change: x\n  reason: y\na:b:c:1\n  change: x\n  reason: y\nd:e:f:1\n  change: x": ":4: a:b:c:1 is declared twice",
	} {
		if _, err := readEquivalents(writeFile(t, text)); err == nil || !strings.HasSuffix(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}

func TestStale(t *testing.T) {
	module := t.TempDir()
	if err := os.Mkdir(filepath.Join(module, "other"), 0o755); err != nil {
		t.Fatal(err)
	}
	mutants := map[string]*operator.Mutant{"wire:f:bound:1": {ID: "wire:f:bound:1", Change: "a < b -> a <= b"}}
	for name, test := range map[string]struct {
		declared declared
		want     string
	}{
		"fits":                    {declared{id: "wire:f:bound:1", change: "a < b -> a <= b"}, ""},
		"other change":            {declared{id: "wire:f:bound:1", change: "b < a -> b <= a", line: 7}, "equivalent.txt:7: stale entry: wire:f:bound:1 is now a < b -> a <= b"},
		"no such mutant":          {declared{id: "wire:f:bound:2", change: "a", line: 3}, "equivalent.txt:3: stale entry: no mutant wire:f:bound:2"},
		"package is not measured": {declared{id: "other:f:bound:1", change: "a"}, ""},
		"package is gone":         {declared{id: "gone:f:bound:1", change: "a", line: 1}, "equivalent.txt:1: stale entry: no mutant gone:f:bound:1"},
	} {
		err := stale("equivalent.txt", module, map[string]declared{test.declared.id: test.declared}, map[string]bool{"wire": true}, mutants)
		if got := text(err); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func text(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}
