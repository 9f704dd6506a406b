// Package trial runs tests on mutants.
package trial

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/mediamesh/events/test/mutants/gotest"
	"github.com/mediamesh/events/test/mutants/operator"
	"github.com/mediamesh/events/test/mutants/reach"
)

// Suite is the tests of a package that are run on mutants of it or of another.
type Suite struct {
	Name string // of the package, below the module's path
	Dir  string
	Map  *reach.Map
}

// Runner runs tests on one mutant after the other.
type Runner struct {
	// Suites returns the i-th suite for a mutant, false if there are no more.
	Suites func(ctx context.Context, m *operator.Mutant, i int) (Suite, bool, error)
	Memory int64 // bytes that a test binary may use
	// Timeout is added to five times the time that tests took without a mutant.
	Timeout time.Duration

	temp  string
	cache *buildCache // nil: the user's
}

// NewRunner returns a runner that has its temporary files in dir. goCache is the
// build cache to start from. If it cannot be linked, since it is on another file
// system, builds use and fill it.
func NewRunner(dir, goCache string) (*Runner, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	r := &Runner{temp: dir}
	if c, err := newBuildCache(goCache, filepath.Join(dir, "go-build")); err == nil {
		r.cache = c
	}
	return r, nil
}

// Run runs the tests that reach a mutant, suite by suite, until one fails. The
// error is that of the machine, or of ctx, never that of a test.
func (r *Runner) Run(ctx context.Context, m *operator.Mutant) (Result, error) {
	start := time.Now()
	result, err := r.run(ctx, m)
	result.Mutant, result.Took = m, time.Since(start)
	return result, err
}

func (r *Runner) run(ctx context.Context, m *operator.Mutant) (Result, error) {
	var reached []string
	for i := 0; ; i++ {
		suite, ok, err := r.Suites(ctx, m, i)
		if err != nil {
			return Result{Verdict: NotRun}, err
		}
		if !ok {
			break
		}
		tests := suite.Map.Reaching(m.Places)
		if len(tests) == 0 {
			continue
		}
		for _, t := range tests {
			reached = append(reached, suite.Name+" "+t.Name)
		}
		if result, err := r.try(ctx, m, suite, tests); err != nil || result.Verdict != Survived {
			return result, err
		}
	}
	if len(reached) == 0 {
		return Result{Verdict: NotCovered}, nil
	}
	return Result{Verdict: Survived, Reached: reached}, nil
}

// try runs the tests of one suite on a mutant.
func (r *Runner) try(ctx context.Context, m *operator.Mutant, s Suite, tests []reach.Test) (result Result, err error) {
	result.Verdict = NotRun
	dir, err := os.MkdirTemp(r.temp, "mutant-")
	if err != nil {
		return result, err
	}
	defer func() { err = errors.Join(err, r.clean(dir)) }()
	bin, err := r.build(ctx, m, s, dir)
	if failed := (*gotest.BuildError)(nil); errors.As(err, &failed) {
		return Result{Verdict: NotBuilt, Output: failed.Output}, nil
	}
	if err != nil {
		return result, err
	}
	temp := filepath.Join(dir, "tmp")
	if err := os.Mkdir(temp, 0o755); err != nil {
		return result, err
	}
	return execution{bin, s, temp, r.Memory, r.Timeout}.run(ctx, tests)
}

func (r *Runner) clean(dir string) error {
	err := removeAll(dir)
	if r.cache != nil {
		err = errors.Join(err, r.cache.clear())
	}
	return err
}

func (r *Runner) build(ctx context.Context, m *operator.Mutant, s Suite, dir string) (gotest.Binary, error) {
	changed := filepath.Join(dir, filepath.Base(m.File.Name))
	if err := os.WriteFile(changed, m.Text(), 0o644); err != nil {
		return gotest.Binary{}, err
	}
	overlay, err := json.Marshal(map[string]any{"Replace": map[string]string{m.File.Name: changed}})
	if err != nil {
		return gotest.Binary{}, err
	}
	file := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(file, overlay, 0o644); err != nil {
		return gotest.Binary{}, err
	}
	var env []string
	if r.cache != nil {
		env = append(env, "GOCACHE="+r.cache.dir)
	}
	return gotest.Build(ctx, s.Dir, filepath.Join(dir, "mutant.test"), env, "-overlay="+file)
}

// removeAll removes dir, also if tests removed the permission to do so.
func removeAll(dir string) error {
	err := os.RemoveAll(dir)
	if err == nil {
		return nil
	}
	_ = filepath.WalkDir(dir, func(name string, d os.DirEntry, _ error) error {
		if d != nil && d.IsDir() {
			return os.Chmod(name, 0o755)
		}
		return nil
	})
	if err := os.RemoveAll(dir); err != nil {
		return fmt.Errorf("remove temporary files: %w", err)
	}
	return nil
}
