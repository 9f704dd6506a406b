package migration_test

import (
	"flag"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/dynamic"
	"github.com/mediamesh/events/internal/migration"
	"github.com/mediamesh/events/test/archive"
)

var update = flag.Bool("update", false, "write the wanted files under testdata anew; read the difference before you commit it")

// TestProve has a case for each archive of testdata, a contract: want.txt is what
// is found wrong with its migrations.
func TestProve(t *testing.T) {
	for _, c := range archive.Open(t, "testdata/*.txtar") {
		t.Run(c.Name, func(t *testing.T) {
			t.Parallel()
			c.Want(t, "want.txt", findings(t, c.Files(""), 1, 1_000), *update)
		})
	}
}

// findings is all that is found wrong with a contract's migrations.
func findings(t *testing.T, files fs.FS, seed uint64, count int) string {
	t.Helper()
	c, err := contract.ReadFS(files)
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
		if got := findings(t, contract.Folder("../../examples/playback/contract"), seed, 500); got != want {
			t.Errorf("seed %d: got\n%s", seed, got)
		}
	}
}
