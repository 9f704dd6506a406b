package migration_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/mediamesh/events/internal/migration"
)

var update = flag.Bool("update", false, "write the wanted files under testdata anew; read the difference before you commit it")

// TestProve has a case for each folder of testdata, a contract: want.txt is what
// is found wrong with its migrations.
func TestProve(t *testing.T) {
	folders, err := filepath.Glob("testdata/*/catalog.yaml")
	if err != nil || len(folders) < 2 {
		t.Fatalf("%d folders, %v", len(folders), err)
	}
	for _, f := range folders {
		dir := filepath.Dir(f)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			got := findings(t, dir, 1, 1_000)
			file := filepath.Join(dir, "want.txt")
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
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// findings is all that is found wrong with a contract's migrations.
func findings(t *testing.T, dir string, seed uint64, count int) string {
	t.Helper()
	c, err := contract.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	if problems := contract.Lint(c); len(problems) > 0 {
		t.Fatal(problems)
	}
	reg, err := dynamic.Registry(c)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, e := range c.Events() {
		if e.Migration == nil {
			continue
		}
		p := migration.Pair{Registry: reg, Older: e.Migration.From, Newer: e}
		r, err := p.Prove(t.Context(), seed, count)
		fmt.Fprintf(&b, "%s %s to %s: up %v, down %v, %d tried, %v\n", e.Type, e.Migration.From.Version, e.Version, r.Up, r.Down, r.Tried, err)
		for _, x := range r.Counterexample {
			fmt.Fprintf(&b, "%s: %s\n\t%s\n\t%s\n", x.Pos(e.Migration), x.Message(), x.Help(e.Migration), x.Event)
		}
	}
	return b.String()
}

// The example's migrations are right, whatever events they are tried with.
func TestProveTheExample(t *testing.T) {
	for seed := range uint64(3) {
		const want = "playback.ended 1.0.0 to 2.0.0: up true, down true, 1000 tried, <nil>\n"
		if got := findings(t, "../../examples/playback/contract", seed, 500); got != want {
			t.Errorf("seed %d: got\n%s", seed, got)
		}
	}
}
