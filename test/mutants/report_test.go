package main

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/test/mutants/operator"
	"github.com/mediamesh/events/test/mutants/source"
	"github.com/mediamesh/events/test/mutants/trial"
)

// resultsOf returns results with these verdicts.
func resultsOf(t *testing.T, counts map[trial.Verdict]int) []trial.Result {
	t.Helper()
	var all []trial.Result
	for verdict, n := range counts {
		for range n {
			all = append(all, trial.Result{Mutant: &operator.Mutant{ID: "p:f:bound:1", Package: &source.Package{Name: "p"}}, Verdict: verdict})
		}
	}
	return all
}

func TestReport_Judge(t *testing.T) {
	for name, test := range map[string]struct {
		min    float64
		counts map[trial.Verdict]int
		want   string
	}{
		"all killed":                  {-1, map[trial.Verdict]int{trial.Killed: 18, trial.TimedOut: 1, trial.Exhausted: 1}, ""},
		"a survivor in a sample":      {-1, map[trial.Verdict]int{trial.Killed: 19, trial.Survived: 1}, "score 95.0 % is below 100.0 %"},
		"not covered in a sample":     {-1, map[trial.Verdict]int{trial.Killed: 19, trial.NotCovered: 1}, "score 95.0 % is below 100.0 %"},
		"equivalents do not count":    {-1, map[trial.Verdict]int{trial.Killed: 1, trial.Equivalent: 19}, ""},
		"those not built do not":      {-1, map[trial.Verdict]int{trial.Killed: 1, trial.NotBuilt: 19}, ""},
		"95 % of many":                {-1, map[trial.Verdict]int{trial.Killed: 190, trial.Survived: 10}, ""},
		"less than 95 % of many":      {-1, map[trial.Verdict]int{trial.Killed: 189, trial.Survived: 11}, "score 94.5 % is below 95.0 %"},
		"another minimum":             {90, map[trial.Verdict]int{trial.Killed: 9, trial.Survived: 1}, ""},
		"below another minimum":       {90.5, map[trial.Verdict]int{trial.Killed: 9, trial.Survived: 1}, "score 90.0 % is below 90.5 %"},
		"some did not run":            {-1, map[trial.Verdict]int{trial.Killed: 10, trial.NotRun: 10}, ""},
		"most did not run":            {-1, map[trial.Verdict]int{trial.Killed: 9, trial.NotRun: 11}, "11 of 20 mutants did not run; allow more time with -budget"},
		"none":                        {-1, nil, ""},
		"a sample of declared ones":   {-1, map[trial.Verdict]int{trial.Equivalent: 20}, ""},
		"survivor beside equivalents": {-1, map[trial.Verdict]int{trial.Survived: 1, trial.Equivalent: 198}, "score 0.0 % is below 100.0 %"},
	} {
		err := report{results: resultsOf(t, test.counts)}.judge(options{min: test.min})
		if got := text(err); test.want == "" && got != "" || !strings.HasPrefix(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func TestReport_Table(t *testing.T) {
	a, b := &source.Package{Name: "internal/a"}, &source.Package{Name: "b"}
	add := func(p *source.Package, v trial.Verdict) trial.Result {
		return trial.Result{Mutant: &operator.Mutant{Package: p}, Verdict: v}
	}
	r := report{results: []trial.Result{
		add(a, trial.Killed), add(a, trial.TimedOut), add(a, trial.Survived), add(a, trial.Equivalent),
		add(b, trial.NotBuilt), add(b, trial.NotRun), add(b, trial.Killed),
	}}
	var out strings.Builder
	r.table(&out)
	want := `  mutants  killed  survived  equivalent  not run    score  package
        4       2         1           1        0   66.7 %  internal/a
        2       1         0           0        1  100.0 %  b
        6       3         1           1        1   75.0 %  all
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestReport_CheckEquivalents(t *testing.T) {
	r := report{results: resultsOf(t, map[trial.Verdict]int{trial.Survived: 1, trial.NotCovered: 1})}
	if err := r.checkEquivalents(); err != nil {
		t.Error(err)
	}
	r.results = append(r.results, trial.Result{Mutant: &operator.Mutant{ID: "p:f:bound:1"}, Verdict: trial.Killed, By: "p TestF"})
	if got, want := text(r.checkEquivalents()), "p:f:bound:1 is declared equivalent: killed by p TestF"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestShorten(t *testing.T) {
	var tests []string
	for i := range 22 {
		tests = append(tests, fmt.Sprint("T", i))
	}
	if got := shorten(tests); !strings.HasSuffix(got, ", T18, T19 and 2 more") {
		t.Error(got)
	}
	if got := shorten(tests[:2]); got != "T0, T1" {
		t.Error(got)
	}
}
