package compat

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/test/archive"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

var update = flag.Bool("update", false, "write what comes out into the cases")

// TestRules compares the two contracts of each case in testdata, of which there
// is one for each rule. A case's want.txt has the changes, by file and line, and
// what proves them. A contract without a catalog has that of testdata.
func TestRules(t *testing.T) {
	var named []string
	for _, c := range archive.Open(t, "testdata/*.txtar") {
		rule, _, _ := strings.Cut(c.Name, "-")
		named = append(named, rule)
		t.Run(c.Name, func(t *testing.T) { testCase(t, c, rule) })
	}
	for _, r := range Rules() {
		if !slices.Contains(named, r.ID) {
			t.Errorf("the rule %s has no case in testdata", r.ID)
		}
		if r.Purpose == "" || r.Help == "" && (r.Backward == Breaks || r.Forward == Breaks || r.Level == Major) {
			t.Errorf("the rule %s does not say why, or what to do instead", r.ID)
		}
	}
}

func testCase(t *testing.T, c *archive.Case, rule string) {
	old, new := readSide(t, c, "old"), readSide(t, c, "new")
	report, err := Compare(old, new, Options{Strict: strings.HasSuffix(c.Name, "-strict"), Now: time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	triggered := false
	for _, change := range report.Changes {
		triggered = triggered || change.Rule.ID == rule
		if !strings.Contains(c.Name, "-") && change.Rule.ID == rule && (change.Backward.Verdict != change.Rule.Backward || change.Forward.Verdict != change.Rule.Forward) {
			t.Errorf("backward %s, forward %s; the rule says %s, %s", change.Backward.Verdict, change.Forward.Verdict, change.Rule.Backward, change.Rule.Forward)
		}
		prove(t, change, old, new)
	}
	if !triggered {
		t.Errorf("the case does not trigger the rule of its name")
	}
	c.Want(t, "want.txt", render(report), *update)
}

// readSide reads one of the two contracts of a case.
func readSide(t *testing.T, c *archive.Case, folder string) *contract.Contract {
	t.Helper()
	files := c.Files(folder)
	if files["catalog.yaml"] == nil {
		data, err := os.ReadFile("testdata/catalog.yaml")
		if err != nil {
			t.Fatal(err)
		}
		files["catalog.yaml"] = &fstest.MapFile{Data: data}
	}
	read, err := contract.ReadFS(files)
	if err != nil {
		t.Fatal(err)
	}
	return read
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
