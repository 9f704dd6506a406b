package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/mediamesh/events/test/mutants/trial"
)

// report presents results.
type report struct {
	results []trial.Result
	module  string // directory, which names of files are relative to
	detail  bool   // show the diff and the output of every mutant
}

func (r report) write(w io.Writer) {
	r.table(w)
	for _, result := range r.results {
		switch {
		case result.Verdict.IsSurvivor(), r.detail:
			r.explain(w, result)
		case result.Verdict == trial.NotBuilt:
			fmt.Fprintf(w, "\nnot built: %s\n%s\n%s", result.Mutant.ID, result.Mutant.Diff(r.module), result.Output)
		case result.Verdict == trial.TimedOut, result.Verdict == trial.Exhausted:
			fmt.Fprintf(w, "\nkilled by %s: %s\n  change: %s\n  by: %s\n", result.Verdict, result.Mutant.ID, result.Mutant.Change, result.By)
		}
	}
}

// explain shows a mutant with its diff.
func (r report) explain(w io.Writer, result trial.Result) {
	fmt.Fprintf(w, "\n%s: %s\n  change: %s\n%s", result.Verdict, result.Mutant.ID, result.Mutant.Change, result.Mutant.Diff(r.module))
	if result.By != "" {
		fmt.Fprintf(w, "noticed by: %s\n", result.By)
	}
	if len(result.Reached) > 0 {
		fmt.Fprintf(w, "reached by: %s\n", shorten(result.Reached))
	}
	if r.detail {
		fmt.Fprint(w, result.Output)
	}
}

// shorten lists at most 20 names of tests.
func shorten(tests []string) string {
	const most = 20
	if len(tests) <= most {
		return strings.Join(tests, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(tests[:most], ", "), len(tests)-most)
}

// tally counts the verdicts of a package.
type tally struct{ mutants, killed, survived, equivalent, notRun int }

func (t *tally) add(v trial.Verdict) {
	switch {
	case v.IsKilled():
		t.killed++
	case v.IsSurvivor():
		t.survived++
	case v == trial.Equivalent:
		t.equivalent++
	case v == trial.NotRun:
		t.notRun++
	default:
		return // not built
	}
	t.mutants++
}

// score is the share of the mutants with a result that were killed, in percent.
// It is 100 without such mutants.
func (t tally) score() float64 {
	if t.killed+t.survived == 0 {
		return 100
	}
	return 100 * float64(t.killed) / float64(t.killed+t.survived)
}

func (r report) tally(packages ...string) tally {
	var t tally
	for _, result := range r.results {
		if len(packages) == 0 || slices.Contains(packages, result.Mutant.Package.Name) {
			t.add(result.Verdict)
		}
	}
	return t
}

func (r report) table(w io.Writer) {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "mutants\tkilled\tsurvived\tequivalent\tnot run\tscore\t  package")
	line := func(name string, c tally) {
		fmt.Fprintf(t, "%d\t%d\t%d\t%d\t%d\t%.1f %%\t  %s\n", c.mutants, c.killed, c.survived, c.equivalent, c.notRun, c.score(), name)
	}
	var packages []string
	for _, result := range r.results {
		if name := result.Mutant.Package.Name; !slices.Contains(packages, name) {
			packages = append(packages, name)
		}
	}
	for _, name := range packages {
		line(name, r.tally(name))
	}
	line("all", r.tally())
	t.Flush()
}

// judge returns an error if the score is too low, or not known well enough.
func (r report) judge(o options) error {
	t := r.tally()
	run := t.killed + t.survived
	if t.notRun > run {
		return fmt.Errorf("%d of %d mutants did not run; allow more time with -budget", t.notRun, t.mutants)
	}
	if least := o.minimum(run + t.equivalent + t.notRun); t.score() < least {
		return fmt.Errorf("score %.1f %% is below %.1f %%: add tests that notice the survivors, or declare them equivalent", t.score(), least)
	}
	return nil
}

// checkEquivalents returns an error for the declared equivalents that a test
// noticed.
func (r report) checkEquivalents() error {
	var errs []error
	for _, result := range r.results {
		if !result.Verdict.IsSurvivor() {
			errs = append(errs, fmt.Errorf("%s is declared equivalent: %s by %s", result.Mutant.ID, result.Verdict, result.By))
		}
	}
	return errors.Join(errs...)
}
