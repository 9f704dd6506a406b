// Package gotest compiles and runs the test binaries of packages.
package gotest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/mediamesh/events/test/mutants/process"
)

// Binary is a compiled test binary.
type Binary struct {
	File string
	Dir  string // of the package's sources, where its tests run
}

// BuildError says that a test binary does not compile.
type BuildError struct {
	Package string
	Output  string
}

func (e *BuildError) Error() string {
	return fmt.Sprintf("go test -c %s:\n%s", e.Package, e.Output)
}

// Build compiles the tests of the package in dir to file, with more flags for
// `go test` and variables for its environment. A package that does not compile
// is a *BuildError.
func Build(ctx context.Context, dir, file string, env []string, flags ...string) (Binary, error) {
	args := append([]string{"test", "-c", "-ldflags=-s -w", "-o", file}, flags...)
	cmd := exec.Command("go", append(args, ".")...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), env...)
	r, err := process.Run(ctx, process.Limits{}, cmd)
	if err != nil {
		return Binary{}, err
	}
	if r.Code != 0 {
		return Binary{}, &BuildError{dir, r.Output}
	}
	return Binary{file, dir}, nil
}

// NoFiles returns the flag with which tests do not write to the directory of
// their package: those that use rapid keep what makes them fail.
func (b Binary) NoFiles(ctx context.Context) ([]string, error) {
	const flag = "-rapid.nofailfile"
	cmd := exec.Command(b.File, "-help")
	cmd.Dir = b.Dir
	r, err := process.Run(ctx, process.Limits{Time: time.Minute}, cmd)
	if err != nil || !strings.Contains(r.Output, flag) {
		return nil, err
	}
	return []string{flag}, nil
}

// Run is how to run tests of a binary.
type Run struct {
	Tests   []string      // names of top-level tests
	Timeout time.Duration // of all of them together
	Memory  int64         // bytes
	Temp    string        // directory for their temporary files
	Env     []string
	Flags   []string
}

// grace is the time that a test binary has to print the stacks of its goroutines
// after a timeout.
const grace = 5 * time.Second

// Run runs tests once.
func (b Binary) Run(ctx context.Context, r Run) (process.Result, error) {
	args := []string{
		"-test.run=" + Pattern(r.Tests),
		"-test.count=1",
		"-test.paniconexit0",
		fmt.Sprintf("-test.timeout=%v", r.Timeout),
	}
	cmd := exec.Command(b.File, append(args, r.Flags...)...)
	cmd.Dir = b.Dir
	cmd.Env = append(os.Environ(), "TMPDIR="+r.Temp, "PWD="+b.Dir)
	cmd.Env = append(cmd.Env, r.Env...)
	return process.Run(ctx, process.Limits{Time: r.Timeout + grace, Memory: r.Memory}, cmd)
}

// Pattern returns a regular expression that matches the names of tests only.
func Pattern(tests []string) string {
	quoted := make([]string, len(tests))
	for i, name := range tests {
		quoted[i] = regexp.QuoteMeta(name)
	}
	return "^(" + strings.Join(quoted, "|") + ")$"
}

// List returns the names of the tests, examples and fuzz targets of a binary.
func (b Binary) List(ctx context.Context) ([]string, error) {
	cmd := exec.Command(b.File, "-test.list=.")
	cmd.Dir = b.Dir
	r, err := process.Run(ctx, process.Limits{Time: time.Minute}, cmd)
	if err != nil {
		return nil, err
	}
	if r.Code != 0 {
		return nil, fmt.Errorf("%s -test.list: %s", filepath.Base(b.File), r.Output)
	}
	var names []string
	for line := range strings.Lines(r.Output) {
		name := strings.TrimSpace(line)
		for _, prefix := range []string{"Test", "Example", "Fuzz"} {
			if strings.HasPrefix(name, prefix) {
				names = append(names, name)
			}
		}
	}
	return names, nil
}

var (
	failed  = regexp.MustCompile(`(?m)^--- FAIL: ([^\s/]+)`)
	running = regexp.MustCompile(`(?m)^\s*((?:Test|Example|Fuzz)[^\s/]*)(?:/\S*)? \(\S+\)$`)
)

// Failed returns the names of the top-level tests that failed according to the
// output of a run, or that were running when its time was over.
func Failed(output string) []string {
	matches := failed.FindAllStringSubmatch(output, -1)
	if _, late, ok := strings.Cut(output, "\trunning tests:\n"); ok {
		matches = append(matches, running.FindAllStringSubmatch(late, -1)...)
	}
	var names []string
	for _, m := range matches {
		if !slices.Contains(names, m[1]) {
			names = append(names, m[1])
		}
	}
	return names
}

// TimedOut reports whether a run ended because its time was over.
func TimedOut(r process.Result) bool {
	return r.Exceeded == "time" || strings.Contains(r.Output, "panic: test timed out after ")
}
