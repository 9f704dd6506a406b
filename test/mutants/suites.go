package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/mediamesh/events/test/mutants/operator"
	"github.com/mediamesh/events/test/mutants/reach"
	"github.com/mediamesh/events/test/mutants/source"
	"github.com/mediamesh/events/test/mutants/trial"
)

// rule names packages whose tests also test other packages. They run on a mutant
// that survives the tests of its own package.
type rule struct {
	packages string // a package, or with /... at its end all packages below one
	suites   []string
}

// alsoTestedBy are the rules of this module. Their packages are below its path.
var alsoTestedBy = []rule{
	{"wire", []string{"."}},
	{"internal/compat", []string{"internal/cli", "internal/cli/breaking"}},
	{"internal/migration", []string{"eventstest", "internal/cli", "internal/cli/authoring"}},
	{"internal/gen", []string{"internal/dynamic", "internal/cli"}},
	{"registry", []string{"internal/subjects", "internal/cli", "internal/cli/registry"}},
	{"eventstest", []string{"examples/indexer", "examples/playback"}},
	{"kafka/...", []string{"kafka"}},
}

func (r rule) matches(name string) bool {
	if above, ok := strings.CutSuffix(r.packages, "/..."); ok {
		return strings.HasPrefix(name, above+"/")
	}
	return name == r.packages
}

// suites finds, once for each package, which tests reach which code.
type suites struct {
	module source.Module
	rules  []rule
	temp   string
	cache  reach.Cache
	fresh  bool
	slots  chan struct{}
	note   func(format string, args ...any)

	mu   sync.Mutex
	maps map[[2]string]func() (*reach.Map, error)
}

// suite returns the i-th suite for a mutant; the first is that of its package.
func (s *suites) suite(ctx context.Context, m *operator.Mutant, i int) (trial.Suite, bool, error) {
	names := s.names(m.Package.Name)
	if i >= len(names) {
		return trial.Suite{}, false, nil
	}
	known, err := s.reach(ctx, m.Package, names[i])
	return trial.Suite{Name: names[i], Dir: s.dir(names[i]), Map: known}, true, err
}

func (s *suites) names(name string) []string {
	names := []string{name}
	for _, r := range s.rules {
		if !r.matches(name) {
			continue
		}
		for _, suite := range r.suites {
			if !slices.Contains(names, suite) {
				names = append(names, suite)
			}
		}
	}
	return names
}

func (s *suites) dir(name string) string {
	return filepath.Join(s.module.Dir, filepath.FromSlash(name))
}

// reach returns which tests of a suite reach which code of a package. Callers
// that come while it is being found wait.
func (s *suites) reach(ctx context.Context, p *source.Package, suite string) (*reach.Map, error) {
	s.mu.Lock()
	if s.maps == nil {
		s.maps = map[[2]string]func() (*reach.Map, error){}
	}
	key := [2]string{p.Path, suite}
	find := s.maps[key]
	if find == nil {
		find = sync.OnceValues(func() (*reach.Map, error) { return s.find(ctx, p, suite) })
		s.maps[key] = find
	}
	s.mu.Unlock()
	return find()
}

func (s *suites) find(ctx context.Context, p *source.Package, suite string) (*reach.Map, error) {
	dir := s.dir(suite)
	if _, err := os.Stat(dir); err != nil {
		return nil, fmt.Errorf("tests of %s: %w", suite, err)
	}
	key, err := reach.Key([]string{p.Dir, dir}, filepath.Join(s.module.Dir, "go.mod"), filepath.Join(s.module.Dir, "go.sum"))
	if err != nil {
		return nil, err
	}
	if !s.fresh {
		if known := s.cache.Load(key); known != nil {
			return known, nil
		}
	}
	start := time.Now()
	temp, err := os.MkdirTemp(s.temp, "reach-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(temp)
	found, err := reach.Discovery{Tests: dir, Target: p.Path, Temp: temp, Slots: s.slots, Timeout: 5 * time.Minute}.Run(ctx)
	if err != nil {
		return nil, fmt.Errorf("tests of %s on %s: %w", suite, p.Name, err)
	}
	s.note("found what %d tests of %s reach in %s: %v", len(found.Tests), suite, p.Name, time.Since(start).Round(100*time.Millisecond))
	return found, errors.Join(err, s.cache.Save(key, found))
}
