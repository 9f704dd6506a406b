package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/mediamesh/events/test/mutants/operator"
	"github.com/mediamesh/events/test/mutants/source"
)

// errBudget ends the context of a run whose time is over.
var errBudget = errors.New("the time of -budget is over")

// measure runs mutants of the module in dir and reports what came of them. The
// error says also that the score is too low.
func measure(ctx context.Context, dir string, o options, stdout, stderr io.Writer) error {
	if o.budget > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, o.budget, errBudget)
		defer cancel()
	}
	s, err := load(ctx, dir, o)
	if err != nil {
		return because(ctx, err)
	}
	chosen, err := s.choose(ctx, o)
	if err != nil {
		return because(ctx, err)
	}
	if o.list {
		for _, m := range chosen {
			fmt.Fprintf(stdout, "%s\n  change: %s\n", m.ID, m.Change)
		}
		return nil
	}
	before := status(ctx, s.module.Dir)
	results, err := s.run(ctx, o, chosen, stderr)
	warnChanged(stderr, before, status(context.WithoutCancel(ctx), s.module.Dir))
	report := report{results, s.module.Dir, o.run != ""}
	report.write(stdout)
	if err != nil && !errors.Is(context.Cause(ctx), errBudget) {
		return because(ctx, err)
	}
	if o.check {
		return report.checkEquivalents()
	}
	return report.judge(o)
}

// because returns why the context ended, if it did, or else err.
func because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// session is what a run knows of the module.
type session struct {
	module      source.Module
	packages    []*source.Package
	mutants     [][]*operator.Mutant // by package
	byID        map[string]*operator.Mutant
	equivalents map[string]declared
}

func load(ctx context.Context, dir string, o options) (*session, error) {
	s := &session{byID: map[string]*operator.Mutant{}}
	var err error
	if s.module, s.packages, err = source.Load(ctx, dir, o.packages); err != nil {
		return nil, err
	}
	names := map[string]bool{}
	for _, p := range s.packages {
		names[p.Name] = true
		mutants := operator.Find(p)
		s.mutants = append(s.mutants, mutants)
		for _, m := range mutants {
			s.byID[m.ID] = m
		}
	}
	file := o.equivalents
	if file == "" {
		file = filepath.Join(s.module.Dir, "test", "mutants", "equivalent.txt")
	}
	if s.equivalents, err = readEquivalents(file); err != nil {
		return nil, err
	}
	return s, stale(file, s.module.Dir, s.equivalents, names, s.byID)
}

// choose returns the mutants that the options ask for.
func (s *session) choose(ctx context.Context, o options) ([]*operator.Mutant, error) {
	switch {
	case o.run != "":
		m := s.byID[o.run]
		if m == nil {
			return nil, fmt.Errorf("no mutant %s in %v", o.run, o.packages)
		}
		return []*operator.Mutant{m}, nil
	case o.check:
		var all []*operator.Mutant
		for id := range s.equivalents {
			if m := s.byID[id]; m != nil {
				all = append(all, m)
			}
		}
		slices.SortFunc(all, byID)
		return all, nil
	default:
		return choose(ctx, s.mutants, o.seed, o.count)
	}
}

// isEquivalent reports whether m is not run since it is declared equivalent.
func (s *session) isEquivalent(m *operator.Mutant, o options) bool {
	return s.equivalents[m.ID].id != "" && o.run == "" && !o.check
}

func byID(a, b *operator.Mutant) int { return strings.Compare(a.ID, b.ID) }
