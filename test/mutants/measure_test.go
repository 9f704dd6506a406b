package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"
)

const toy = "testdata/toy"

// TestMain runs the command itself if a test starts this binary for that.
func TestMain(m *testing.M) {
	if cache := os.Getenv("MUTANTS_CACHE"); cache != "" {
		os.Exit(run(os.Args[1:], toy, cache, os.Stdout, os.Stderr))
	}
	goleak.VerifyTestMain(m)
}

// command runs the measure of the toy module in this process.
type command struct {
	cache  string
	rules  []rule
	stdout strings.Builder
	stderr strings.Builder
}

func (c *command) run(t *testing.T, args ...string) error {
	t.Helper()
	c.stdout.Reset()
	c.stderr.Reset()
	o, err := parse(args, &c.stderr)
	if err != nil {
		t.Fatal(err)
	}
	o.cache, o.suites, o.timeout = c.cache, c.rules, 5*time.Minute
	return measure(t.Context(), toy, o, &c.stdout, &c.stderr)
}

const listed = `bare:Bound:bound:1
  change: a < b -> a <= b
bare:Bound:return-value:1
  change: return a < b -> return false
`

const survivor = `survived: bare:Bound:return-value:1
  change: return a < b -> return false
--- a/bare/bare.go
+++ b/bare/bare.go
@@ -2,4 +2,4 @@
 package bare
 
 // Bound is tested elsewhere.
-func Bound(a, b int) bool { return a < b }
+func Bound(a, b int) bool { return false }
reached by: user TestBound
`

func TestMeasure_List(t *testing.T) {
	c := command{cache: t.TempDir()}
	if err := c.run(t, "-packages", "./bare", "-list"); err != nil {
		t.Fatal(err)
	}
	want := strings.SplitAfter(listed, "\n")
	for _, lines := range [][]string{want[:2], want[2:4]} {
		if !strings.Contains(c.stdout.String(), strings.Join(lines, "")) {
			t.Errorf("no %q in\n%s", lines, &c.stdout)
		}
	}
	if len(c.stdout.String()) != len(listed) {
		t.Errorf("more than two mutants:\n%s", &c.stdout)
	}
}

// TestMeasure runs the mutants of a package that the tests of another one test.
func TestMeasure(t *testing.T) {
	c := command{cache: t.TempDir(), rules: []rule{{"bare", []string{"user"}}}}
	err := c.run(t, "-packages", "./bare")
	if want := "score 50.0 % is below 100.0 %: add tests that notice the survivors, or declare them equivalent"; text(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
	want := `  mutants  killed  survived  equivalent  not run   score  package
        2       1         1           0        0  50.0 %  bare
        2       1         1           0        0  50.0 %  all

` + survivor
	if diff := cmp.Diff(want, c.stdout.String()); diff != "" {
		t.Errorf("report (-want +got):\n%s", diff)
	}
	if log := c.stderr.String(); !strings.Contains(log, "found what 1 tests of user reach in bare") {
		t.Errorf("log:\n%s", log)
	}
	if err := c.run(t, "-packages", "./bare", "-min", "50"); err != nil {
		t.Error(err)
	}
	if log := c.stderr.String(); strings.Contains(log, "found what") || !strings.Contains(log, "killed bare:Bound:bound:1") {
		t.Errorf("log of the second run:\n%s", log)
	}
	runs, err := filepath.Glob(filepath.Join(c.cache, "run-*"))
	if err != nil || len(runs) > 0 {
		t.Errorf("temporary files are left: %v, %v", runs, err)
	}
}

func TestMeasure_Run(t *testing.T) {
	c := command{cache: t.TempDir(), rules: []rule{{"bare", []string{"user"}}}}
	if err := c.run(t, "-packages", "./bare", "-run", "bare:Bound:return-value:1"); err == nil {
		t.Error("no error for a survivor")
	}
	if !strings.Contains(c.stdout.String(), survivor) {
		t.Errorf("report:\n%s", &c.stdout)
	}
	if err := c.run(t, "-packages", "./bare", "-run", "bare:Bound:bound:1"); err != nil {
		t.Error(err)
	}
	for _, part := range []string{"+func Bound(a, b int) bool { return a <= b }", "noticed by: user TestBound", "user_test.go:11: wrong"} {
		if !strings.Contains(c.stdout.String(), part) {
			t.Errorf("no %q in\n%s", part, &c.stdout)
		}
	}
	err := c.run(t, "-packages", "./bare", "-run", "bare:Bound:bound:2")
	if want := "no mutant bare:Bound:bound:2 in [./bare]"; text(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
}

func TestMeasure_Equivalents(t *testing.T) {
	c := command{cache: t.TempDir(), rules: []rule{{"bare", []string{"user"}}}}
	file := writeFile(t, "bare:Bound:return-value:1\n  change: return a < b -> return false\n  reason: An example.\n")
	if err := c.run(t, "-packages", "./bare", "-equivalents", file); err != nil {
		t.Error(err)
	}
	if want := "        2       1         0           1        0  100.0 %  all\n"; !strings.Contains(c.stdout.String(), want) {
		t.Errorf("report:\n%s", &c.stdout)
	}
	if err := c.run(t, "-packages", "./bare", "-equivalents", file, "-check-equivalents"); err != nil {
		t.Error(err)
	}
	noticed := writeFile(t, "bare:Bound:bound:1\n  change: a < b -> a <= b\n  reason: A wrong example.\n")
	err := c.run(t, "-packages", "./bare", "-equivalents", noticed, "-check-equivalents")
	if want := "bare:Bound:bound:1 is declared equivalent: killed by user TestBound"; text(err) != want {
		t.Errorf("%v, want %s", err, want)
	}
	old := writeFile(t, "bare:Bound:bound:9\n  change: a < b -> a <= b\n  reason: An old example.\n")
	if err := c.run(t, "-packages", "./bare", "-equivalents", old); text(err) != old+":1: stale entry: no mutant bare:Bound:bound:9" {
		t.Error(err)
	}
}

func TestMeasure_Budget(t *testing.T) {
	c := command{cache: t.TempDir()}
	if err := c.run(t, "-packages", "./bare", "-budget", "1ns"); !errors.Is(err, errBudget) {
		t.Error(err)
	}
}

func TestParse_Errors(t *testing.T) {
	for args, want := range map[string]string{
		"./wire":    `unexpected argument "./wire"; name packages with -packages`,
		"-jobs=0":   "-jobs has to be positive and -count must not be negative",
		"-count=-1": "-jobs has to be positive and -count must not be negative",
	} {
		if _, err := parse([]string{args}, io.Discard); text(err) != want {
			t.Errorf("%s: %v, want %s", args, err, want)
		}
	}
}

// TestInterrupt sends the signal of Ctrl-C while a test of a mutant hangs.
func TestInterrupt(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cache := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, self, "-packages", "./verdicts", "-run", "verdicts:Hang:skip-assign:1")
	cmd.Env = append(os.Environ(), "MUTANTS_CACHE="+cache, "TOY_ADDRESS="+listener.Addr().String())
	var stderr strings.Builder
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	context.AfterFunc(ctx, func() { listener.Close() })
	conn, err := listener.Accept() // of the test, which hangs now
	if err != nil {
		_ = cmd.Wait()
		t.Fatalf("%v\n%s", err, &stderr)
	}
	defer conn.Close()
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 1 {
		t.Errorf("%v\n%s", err, &stderr)
	}
	if !strings.HasSuffix(stderr.String(), "\nmutants: interrupt signal received\n") {
		t.Errorf("log:\n%s", &stderr)
	}
	if _, err := bufio.NewReader(conn).ReadByte(); err == nil {
		t.Error("the test of the mutant is still there")
	}
	if runs, err := filepath.Glob(filepath.Join(cache, "run-*")); err != nil || len(runs) > 0 {
		t.Errorf("temporary files are left: %v, %v", runs, err)
	}
}
