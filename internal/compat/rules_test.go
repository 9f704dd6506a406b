package compat

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write what comes out into the folders")

// TestRules compares the two contracts of each folder of testdata, of which
// there is one for each rule. A folder's want.txt has the changes, by file and
// line, and what proves them.
func TestRules(t *testing.T) {
	folders, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, f := range folders {
		if f.Name() == "rapid" {
			continue // what package rapid has kept of a failure
		}
		rule, _, _ := strings.Cut(f.Name(), "-")
		named = append(named, rule)
		t.Run(f.Name(), func(t *testing.T) { testFolder(t, filepath.Join("testdata", f.Name()), rule) })
	}
	for _, r := range Rules() {
		if !slices.Contains(named, r.ID) {
			t.Errorf("the rule %s has no folder in testdata", r.ID)
		}
		if r.Purpose == "" || r.Help == "" && (r.Backward == Breaks || r.Forward == Breaks || r.Level == Major) {
			t.Errorf("the rule %s does not say why, or what to do instead", r.ID)
		}
	}
}

func testFolder(t *testing.T, dir, rule string) {
	old, new := read(t, filepath.Join(dir, "old")), read(t, filepath.Join(dir, "new"))
	report, err := Compare(old, new, Options{Strict: strings.HasSuffix(dir, "-strict"), Now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	triggered := false
	for _, c := range report.Changes {
		triggered = triggered || c.Rule.ID == rule
		if !strings.Contains(dir, "-") && c.Rule.ID == rule && (c.Backward.Verdict != c.Rule.Backward || c.Forward.Verdict != c.Rule.Forward) {
			t.Errorf("backward %s, forward %s; the rule says %s, %s", c.Backward.Verdict, c.Forward.Verdict, c.Rule.Backward, c.Rule.Forward)
		}
		prove(t, c, old, new)
	}
	if !triggered {
		t.Errorf("the folder does not trigger the rule of its name")
	}
	got, file := render(report), filepath.Join(dir, "want.txt")
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}

func read(t *testing.T, dir string) *contract.Contract {
	t.Helper()
	c, err := contract.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// prove judges a change's counterexamples by the published schemas: another
// validator than the one that the change was proved with.
func prove(t *testing.T, c Change, old, new *contract.Contract) {
	t.Helper()
	e := c.Places[0].Event
	before, after := find(old, e.Type, e.Major), find(new, e.Type, e.Major)
	for _, side := range []struct {
		effect         Effect
		writer, reader *contract.Event
	}{{c.Backward, before, after}, {c.Forward, after, before}} {
		if side.effect.Verdict != Breaks {
			continue
		}
		if err := valid(t, side.writer, side.effect.Event); err != nil {
			t.Errorf("%s: the writer's own schema refuses %s: %v", c.Rule.ID, side.effect.Event, err)
		}
		if side.reader != nil && valid(t, side.reader, side.effect.Event) == nil {
			t.Errorf("%s: the reader's schema admits %s", c.Rule.ID, side.effect.Event)
		}
	}
}

func valid(t *testing.T, e *contract.Event, document []byte) error {
	t.Helper()
	text, err := contract.JSONSchema(e)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource("event.json", schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile("event.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(document))
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Validate(value)
}

func shortened(e Effect) string {
	switch {
	case e.GaveUp:
		return fmt.Sprintf("none found in %d tries, the search gave up", e.Tried)
	case e.Verdict == Unproven:
		return fmt.Sprintf("none found in %d tries", e.Tried)
	}
	return string(e.Event)
}

// render writes a report out for people to compare.
func render(r *Report) string {
	var b strings.Builder
	for _, c := range r.Changes {
		fmt.Fprintf(&b, "%s: %s: %s %s\n", c.Pos, c.Rule.ID, strings.TrimSpace(c.Places[0].Event.Type+" "+c.Places[0].Pointer), c.Message)
		for _, p := range c.Places[1:] {
			fmt.Fprintf(&b, "    also %s %s\n", p.Event.Type, p.Pointer)
		}
		illegal := ""
		if c.Illegal {
			illegal = ", illegal"
		}
		fmt.Fprintf(&b, "    %s%s", c.Level, illegal)
		if c.Old.Line > 0 {
			fmt.Fprintf(&b, ", was at %s", c.Old)
		}
		b.WriteByte('\n')
		for _, side := range []struct {
			name   string
			effect Effect
		}{{"backward", c.Backward}, {"forward", c.Forward}} {
			if side.effect.Verdict != Holds {
				fmt.Fprintf(&b, "    %s %s: %s\n        %s\n", side.name, side.effect.Verdict, side.effect.Violation, shortened(side.effect))
			}
		}
		if c.Example != nil {
			fmt.Fprintf(&b, "    an event %s\n        %s\n", c.ExampleText, c.Example)
		}
	}
	for _, e := range r.Events {
		fmt.Fprintf(&b, "%s %s: %s, smallest %s, declared %s, legal %t\n", e.Event.Type, e.Was, e.Level, e.Smallest, e.Event.Version, e.Legal)
	}
	return b.String()
}
