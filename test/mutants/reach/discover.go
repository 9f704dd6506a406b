package reach

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/mediamesh/events/test/mutants/gotest"
	"github.com/mediamesh/events/test/mutants/process"
)

// Discovery runs the tests of a package one by one.
type Discovery struct {
	Tests   string // directory of the package whose tests run
	Target  string // import path of the package whose statements count
	Temp    string // directory for temporary files
	Slots   chan struct{}
	Timeout time.Duration // of one test
}

// Run compiles the tests with coverage of the target, and runs each alone. The map
// of a package without tests is empty.
func (d Discovery) Run(ctx context.Context) (*Map, error) {
	d.Slots <- struct{}{}
	bin, err := gotest.Build(ctx, d.Tests, filepath.Join(d.Temp, "cover.test"), nil, "-cover", "-coverpkg="+d.Target)
	<-d.Slots
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(bin.File); errors.Is(err, fs.ErrNotExist) {
		return &Map{}, nil // the package has no tests
	}
	names, err := bin.List(ctx)
	if err != nil {
		return nil, err
	}
	flags, err := bin.NoFiles(ctx)
	if err != nil {
		return nil, err
	}
	tests, err := d.measure(ctx, bin, names)
	if err != nil {
		return nil, err
	}
	m := newMap(tests)
	m.Flags = flags
	return m, nil
}

// measured is a test with the blocks that it reached.
type measured struct {
	name    string
	took    time.Duration
	reached map[string]bool
}

// measure runs each test alone, several in parallel. Those that fail run a second
// time, one after the other, since the machine may have been busy.
func (d Discovery) measure(ctx context.Context, bin gotest.Binary, names []string) ([]measured, error) {
	tests := make([]measured, len(names))
	errs := make([]error, len(names))
	var wg sync.WaitGroup
	for i, name := range names {
		wg.Go(func() {
			d.Slots <- struct{}{}
			defer func() { <-d.Slots }()
			tests[i], errs[i] = d.attempt(ctx, bin, filepath.Join(d.Temp, fmt.Sprint(i)), name)
		})
	}
	wg.Wait()
	for i, name := range names {
		if errs[i] == nil {
			continue
		}
		var err error
		if tests[i], err = d.attempt(ctx, bin, filepath.Join(d.Temp, fmt.Sprint(i)), name); err != nil {
			return nil, err
		}
	}
	return tests, nil
}

// attempt runs a test alone.
func (d Discovery) attempt(ctx context.Context, bin gotest.Binary, dir, name string) (measured, error) {
	temp, counters := filepath.Join(dir, "tmp"), filepath.Join(dir, "counters")
	if err := errors.Join(os.MkdirAll(temp, 0o755), os.MkdirAll(counters, 0o755)); err != nil {
		return measured{}, err
	}
	defer os.RemoveAll(dir)
	profile := filepath.Join(dir, "profile")
	r, err := bin.Run(ctx, gotest.Run{
		Tests:   []string{name},
		Timeout: d.Timeout,
		Temp:    temp,
		Env:     []string{"GOCOVERDIR=" + counters}, // of the processes that the test starts
		Flags:   []string{"-test.coverprofile=" + profile},
	})
	if err != nil {
		return measured{}, err
	}
	if r.Code != 0 {
		return measured{}, fmt.Errorf("%s in %s fails without a mutant:\n%s", name, d.Tests, r.Output)
	}
	t := measured{name, r.Took, map[string]bool{}}
	if err := readProfile(profile, t.reached); err != nil {
		return measured{}, err
	}
	return t, d.addCounters(ctx, counters, filepath.Join(dir, "text"), t.reached)
}

// addCounters adds what the processes reached that the test started.
func (d Discovery) addCounters(ctx context.Context, counters, text string, reached map[string]bool) error {
	if files, err := filepath.Glob(filepath.Join(counters, "covcounters.*")); err != nil || len(files) == 0 {
		return err
	}
	cmd := exec.Command("go", "tool", "covdata", "textfmt", "-i="+counters, "-o="+text, "-pkg="+d.Target)
	cmd.Dir = d.Tests
	r, err := process.Run(ctx, process.Limits{}, cmd)
	if err != nil {
		return err
	}
	if r.Code != 0 {
		return fmt.Errorf("go tool covdata: %s", r.Output)
	}
	return readProfile(text, reached)
}

func newMap(tests []measured) *Map {
	all := map[string]bool{}
	for _, t := range tests {
		maps.Copy(all, t.reached)
	}
	m := &Map{Blocks: slices.Sorted(maps.Keys(all))}
	index := map[string]int{}
	for i, b := range m.Blocks {
		index[b] = i
	}
	for _, t := range tests {
		known := Test{Name: t.name, Took: t.took}
		for b, ran := range t.reached {
			if ran {
				known.Blocks = append(known.Blocks, index[b])
			}
		}
		slices.Sort(known.Blocks)
		m.Tests = append(m.Tests, known)
	}
	return m
}
