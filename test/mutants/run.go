package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/mediamesh/events/test/mutants/operator"
	"github.com/mediamesh/events/test/mutants/reach"
	"github.com/mediamesh/events/test/mutants/source"
	"github.com/mediamesh/events/test/mutants/trial"
)

// run finds what the tests reach, and runs the mutants. Mutants without a result
// because of an error are in the results as not run.
func (s *session) run(ctx context.Context, o options, chosen []*operator.Mutant, log io.Writer) ([]trial.Result, error) {
	places, err := newPlaces(ctx, o.cache)
	if err != nil {
		return nil, err
	}
	defer places.remove()
	w := &work{
		session: s,
		options: o,
		places:  places,
		log:     log,
		chosen:  chosen,
		results: make([]trial.Result, len(chosen)),
	}
	for i, m := range chosen {
		w.results[i] = trial.Result{Mutant: m, Verdict: trial.NotRun}
	}
	w.suites = &suites{
		module: s.module,
		rules:  o.suites,
		temp:   places.temp,
		cache:  reach.Cache{Dir: filepath.Join(places.user, "reach")},
		fresh:  o.fresh,
		slots:  make(chan struct{}, 4*o.jobs),
		note:   w.note,
	}
	if err := w.reach(ctx); err != nil {
		return w.results, err
	}
	return w.results, w.trials(ctx)
}

// work is a run of mutants.
type work struct {
	*session
	options options
	places  places
	suites  *suites
	chosen  []*operator.Mutant
	results []trial.Result

	mu   sync.Mutex // of log
	log  io.Writer
	done int
}

func (w *work) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	fmt.Fprintf(w.log, format+"\n", args...)
}

// reach finds what the tests of the mutated packages reach.
func (w *work) reach(ctx context.Context) error {
	var packages []*source.Package
	for _, m := range w.chosen {
		if !w.isEquivalent(m, w.options) && !slices.Contains(packages, m.Package) {
			packages = append(packages, m.Package)
		}
	}
	errs := make([]error, len(packages))
	var wg sync.WaitGroup
	for i, p := range packages {
		wg.Go(func() { _, errs[i] = w.suites.reach(ctx, p, p.Name) })
	}
	wg.Wait()
	return errors.Join(errs...)
}

// trials runs the mutants, several in parallel.
func (w *work) trials(ctx context.Context) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan int)
	var wg sync.WaitGroup
	for i := range min(w.options.jobs, len(w.chosen)) {
		runner, err := trial.NewRunner(filepath.Join(w.places.temp, fmt.Sprint("job-", i)), w.places.goCache)
		if err != nil {
			return err
		}
		runner.Suites, runner.Memory, runner.Timeout = w.suites.suite, w.options.memory, w.options.timeout
		wg.Go(func() {
			for n := range next {
				if err := w.trial(ctx, runner, n); err != nil {
					cancel(err)
				}
			}
		})
	}
	for n := range w.chosen {
		next <- n
	}
	close(next)
	wg.Wait()
	return context.Cause(ctx)
}

// trial runs one mutant.
func (w *work) trial(ctx context.Context, runner *trial.Runner, n int) error {
	m := w.chosen[n]
	if w.isEquivalent(m, w.options) {
		w.results[n].Verdict = trial.Equivalent
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	r, err := runner.Run(ctx, m)
	w.results[n] = r
	if err != nil {
		return err
	}
	w.mu.Lock()
	w.done++
	done := w.done
	w.mu.Unlock()
	w.note("%d/%d %s %s %s %s", done, len(w.chosen), r.Verdict, m.ID, r.Took.Round(100*time.Millisecond), r.By)
	return nil
}
