package trial

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/test/mutants/gotest"
	"github.com/mediamesh/events/test/mutants/process"
	"github.com/mediamesh/events/test/mutants/reach"
)

// execution runs the test binary of a mutant.
type execution struct {
	bin    gotest.Binary
	suite  Suite
	temp   string
	memory int64
	least  time.Duration
}

// run runs the tests in portions, the fastest first, until one fails.
func (e execution) run(ctx context.Context, tests []reach.Test) (Result, error) {
	for _, portion := range portions(tests) {
		result, err := e.portion(ctx, portion)
		if err != nil || result.Verdict != Survived {
			return result, err
		}
	}
	return Result{Verdict: Survived}, nil
}

// portion runs tests together. A test that fails kills the mutant only if it
// fails in two of three runs: it may also fail because the machine is busy.
func (e execution) portion(ctx context.Context, tests []reach.Test) (Result, error) {
	for len(tests) > 0 {
		first, err := e.attempt(ctx, tests)
		if err != nil || first.Verdict != Killed {
			return first, err
		}
		failed := e.failed(first, tests)
		if confirmed, err := e.confirm(ctx, failed); err != nil || confirmed.Verdict != Survived {
			return confirmed, err
		}
		tests = slices.DeleteFunc(slices.Clone(tests), func(t reach.Test) bool { return slices.Contains(names(failed), t.Name) })
	}
	return Result{Verdict: Survived}, nil
}

// confirm runs tests that failed once until they fail again or pass twice.
func (e execution) confirm(ctx context.Context, tests []reach.Test) (Result, error) {
	var last Result
	for range 2 {
		var err error
		if last, err = e.attempt(ctx, tests); err != nil || last.Verdict != Survived {
			return last, err
		}
	}
	return last, nil
}

// failed returns the tests that failed in a run, all if that is not known.
func (e execution) failed(r Result, tests []reach.Test) []reach.Test {
	failed := gotest.Failed(r.Output)
	var some []reach.Test
	for _, t := range tests {
		if slices.Contains(failed, t.Name) {
			some = append(some, t)
		}
	}
	if len(some) == 0 {
		return tests
	}
	return some
}

func (e execution) attempt(ctx context.Context, tests []reach.Test) (Result, error) {
	r, err := e.bin.Run(ctx, gotest.Run{
		Tests:   names(tests),
		Timeout: e.timeout(tests),
		Memory:  e.memory,
		Temp:    e.temp,
		Flags:   append([]string{"-test.failfast"}, e.suite.Map.Flags...),
	})
	if err != nil {
		return Result{Verdict: NotRun}, err
	}
	result := Result{Verdict: verdict(r), Output: r.Output}
	if result.Verdict != Survived {
		failed := gotest.Failed(r.Output)
		if len(failed) == 0 && len(tests) == 1 {
			failed = names(tests)
		}
		result.By = strings.TrimSpace(e.suite.Name + " " + strings.Join(failed, " "))
	}
	return result, nil
}

func verdict(r process.Result) Verdict {
	switch {
	case r.Exceeded == "memory":
		return Exhausted
	case gotest.TimedOut(r):
		return TimedOut
	case r.Code != 0:
		return Killed
	default:
		return Survived
	}
}

// portions splits tests, which are in the order of their time, so that each
// portion takes longer than the one before.
func portions(tests []reach.Test) [][]reach.Test {
	var all [][]reach.Test
	limit := time.Second
	for len(tests) > 0 {
		n := 1
		for n < len(tests) && total(tests[:n+1]) <= limit {
			n++
		}
		all = append(all, tests[:n])
		tests = tests[n:]
		limit *= 4
	}
	return all
}

// timeout is generous: another program may need the machine as well.
func (e execution) timeout(tests []reach.Test) time.Duration { return e.least + 5*total(tests) }

func total(tests []reach.Test) time.Duration {
	var sum time.Duration
	for _, t := range tests {
		sum += t.Took
	}
	return sum
}

func names(tests []reach.Test) []string {
	all := make([]string, len(tests))
	for i, t := range tests {
		all[i] = t.Name
	}
	return all
}
