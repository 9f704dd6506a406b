package operator_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/test/mutants/operator"
	"github.com/mediamesh/events/test/mutants/source"
)

var update = flag.Bool("update", false, "write testdata/mutants.txt; read the difference before you commit it")

// find returns the mutants of the package in dir, and by ID.
func find(t *testing.T, dir string) ([]*operator.Mutant, map[string]*operator.Mutant) {
	t.Helper()
	_, packages, err := source.Load(t.Context(), dir, []string{"."})
	if err != nil {
		t.Fatal(err)
	}
	mutants := operator.Find(packages[0])
	byID := map[string]*operator.Mutant{}
	for _, m := range mutants {
		if byID[m.ID] != nil {
			t.Errorf("two mutants have the ID %s", m.ID)
		}
		byID[m.ID] = m
	}
	return mutants, byID
}

// module writes a module with files and returns its directory.
func module(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	files["go.mod"] = "module sample\n\ngo 1.26.0\n"
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestFind compares all mutants of the sample with testdata/mutants.txt.
func TestFind(t *testing.T) {
	mutants, _ := find(t, "testdata/sample")
	missing := map[string]bool{}
	for _, name := range operator.Names() {
		missing[name] = true
	}
	var b strings.Builder
	for _, m := range mutants {
		delete(missing, m.Operator)
		fmt.Fprintf(&b, "%s\n  %s\n", m.ID, m.Change)
		if err := m.Check(); err != nil {
			_, text, _ := strings.Cut(err.Error(), ".go:")
			fmt.Fprintf(&b, "  does not compile: %s\n", text)
		}
	}
	if len(missing) > 0 {
		t.Errorf("the sample has no mutants of %v", missing)
	}
	const file = "testdata/mutants.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("mutants (-want +got):\n%s", diff)
	}
}

// TestID_IgnoresOtherCode adds lines, functions and a file before a function.
func TestID_IgnoresOtherCode(t *testing.T) {
	const fn = "func (l *list[T]) full(n int) bool { return n > 1 && l.n >= n }\n"
	const declared = "type list[T any] struct{ n int }\n\n"
	mutants, _ := find(t, module(t, map[string]string{"b.go": "package sample\n\n" + declared + fn}))
	if len(mutants) < 5 {
		t.Fatalf("%d mutants", len(mutants))
	}
	_, after := find(t, module(t, map[string]string{
		"a.go": "package sample\n\nfunc first(a, b int) bool { return a > 1 && b > 2 }\n",
		"c.go": "package sample\n\n" + declared + "func (l *list[T]) half(n int) bool { return n > 1 && l.n >= n }\n\n// full is documented.\n" + fn,
	}))
	if len(after) <= len(mutants) {
		t.Fatalf("%d mutants of more code, %d before", len(after), len(mutants))
	}
	for _, m := range mutants {
		switch other := after[m.ID]; {
		case other == nil:
			t.Errorf("%s is gone", m.ID)
		case other.Change != m.Change:
			t.Errorf("%s is %q, was %q", m.ID, other.Change, m.Change)
		}
	}
}

func TestDiff(t *testing.T) {
	dir := module(t, map[string]string{"a.go": `package sample

import (
	"errors"
	"fmt"
)

func first(a, b int) error {
	fmt.Println(a)
	switch {
	case a < b:
		return errors.New("less")
	case a > b:
		fmt.Println(b)
	}
	return nil
}
`})
	_, byID := find(t, dir)
	for id, want := range map[string]string{
		".:first:bound:1": `--- a/a.go
+++ b/a.go
@@ -8,7 +8,7 @@
 func first(a, b int) error {
 	fmt.Println(a)
 	switch {
-	case a < b:
+	case a <= b:
 		return errors.New("less")
 	case a > b:
 		fmt.Println(b)
`,
		".:first:skip-call:1": `--- a/a.go
+++ b/a.go
@@ -6,7 +6,6 @@
 )
 
 func first(a, b int) error {
-	fmt.Println(a)
 	switch {
 	case a < b:
 		return errors.New("less")
`,
		".:first:drop-case:1": `--- a/a.go
+++ b/a.go
@@ -1,7 +1,7 @@
 package sample
 
 import (
-	"errors"
+	_ "errors"
 	"fmt"
 )
 
@@ -8,8 +8,6 @@
 func first(a, b int) error {
 	fmt.Println(a)
 	switch {
-	case a < b:
-		return errors.New("less")
 	case a > b:
 		fmt.Println(b)
 	}
`,
	} {
		m := byID[id]
		if m == nil {
			t.Errorf("no mutant %s", id)
			continue
		}
		if diff := cmp.Diff(want, m.Diff(dir)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
		if err := m.Check(); err != nil {
			t.Errorf("%s: %v", id, err)
		}
	}
}
