package trial_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/test/mutants/operator"
	"github.com/mediamesh/events/test/mutants/reach"
	"github.com/mediamesh/events/test/mutants/source"
	"github.com/mediamesh/events/test/mutants/trial"
)

// toy is the module that the tests change.
type toy struct {
	dir     string
	mutants map[string]*operator.Mutant
	runner  *trial.Runner
	temp    string
}

func newToy(t *testing.T) toy {
	t.Helper()
	m, packages, err := source.Load(t.Context(), filepath.Join("..", "testdata", "toy"), []string{"./..."})
	if err != nil {
		t.Fatal(err)
	}
	cache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	y := toy{dir: m.Dir, mutants: map[string]*operator.Mutant{}, temp: t.TempDir()}
	for _, p := range packages {
		for _, m := range operator.Find(p) {
			y.mutants[m.ID] = m
		}
	}
	if y.runner, err = trial.NewRunner(y.temp, string(bytes.TrimSpace(cache))); err != nil {
		t.Fatal(err)
	}
	y.runner.Memory = 256 << 20
	return y
}

// use has suites of one test each, named by package and test, which reaches every
// mutant. No test has the name "".
func (y toy) use(timeout time.Duration, suites ...[2]string) {
	y.runner.Timeout = timeout
	y.runner.Suites = func(_ context.Context, m *operator.Mutant, i int) (trial.Suite, bool, error) {
		if i >= len(suites) {
			return trial.Suite{}, false, nil
		}
		known := &reach.Map{Blocks: []string{"toy/" + filepath.Base(m.File.Name) + ":1.1,9999.1"}}
		if suites[i][1] != "" {
			known.Tests = []reach.Test{{Name: suites[i][1], Blocks: []int{0}}}
		}
		return trial.Suite{Name: suites[i][0], Dir: filepath.Join(y.dir, suites[i][0]), Map: known}, true, nil
	}
}

func (y toy) run(t *testing.T, id string) trial.Result {
	t.Helper()
	m := y.mutants[id]
	if m == nil {
		t.Fatalf("no mutant %s", id)
	}
	r, err := y.runner.Run(t.Context(), m)
	if err != nil {
		t.Fatal(err)
	}
	if r.Mutant != m || r.Took < 0 {
		t.Errorf("%+v", r)
	}
	return r
}

func TestRunner(t *testing.T) {
	y := newToy(t)
	before := files(t, y.temp)
	for name, test := range map[string]struct {
		id      string
		timeout time.Duration
		suites  [][2]string
		verdict trial.Verdict
		by      string
		reached []string
		output  string
	}{
		"killed": {
			id: "verdicts:Tested:bound:1", suites: [][2]string{{"verdicts", "TestTested"}},
			verdict: trial.Killed, by: "verdicts TestTested", output: "--- FAIL: TestTested",
		},
		"survived": {
			id: "verdicts:Weak:bound:1", suites: [][2]string{{"verdicts", "TestWeak"}},
			verdict: trial.Survived, reached: []string{"verdicts TestWeak"},
		},
		"not covered": {
			id: "verdicts:Untested:bound:1", suites: [][2]string{{"verdicts", ""}},
			verdict: trial.NotCovered,
		},
		"timeout": {
			id: "verdicts:Loop:skip-assign:2", timeout: time.Second, suites: [][2]string{{"verdicts", "TestLoop"}},
			verdict: trial.TimedOut, by: "verdicts TestLoop", output: "test timed out after 1s",
		},
		"memory": {
			id: "verdicts:Grow:skip-assign:3", suites: [][2]string{{"verdicts", "TestGrow"}},
			verdict: trial.Exhausted, by: "verdicts TestGrow",
		},
		"not built": {
			id: "unbuildable:Bound:bound:1", suites: [][2]string{{"unbuildable", "TestBound"}},
			verdict: trial.NotBuilt, output: "undefined: missing",
		},
		"fails once": {
			id: "verdicts:Unsteady:bound:1", suites: [][2]string{{"verdicts", "TestUnsteady"}},
			verdict: trial.Survived, reached: []string{"verdicts TestUnsteady"},
		},
		"killed by another package": {
			id: "bare:Bound:bound:1", suites: [][2]string{{"bare", ""}, {"user", "TestBound"}},
			verdict: trial.Killed, by: "user TestBound", output: "--- FAIL: TestBound",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if test.timeout == 0 {
				test.timeout = 5 * time.Minute
			}
			y.use(test.timeout, test.suites...)
			r := y.run(t, test.id)
			if r.Verdict != test.verdict || r.By != test.by || !strings.Contains(r.Output, test.output) {
				t.Errorf("%s by %q\n%s", r.Verdict, r.By, r.Output)
			}
			if diff := cmp.Diff(test.reached, r.Reached); diff != "" {
				t.Errorf("reached (-want +got):\n%s", diff)
			}
		})
	}
	// What the compiler added to the build cache is gone as well.
	if diff := cmp.Diff(before, files(t, y.temp)); diff != "" {
		t.Errorf("files before and after:\n%s", diff)
	}
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	var all []string
	err := filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
