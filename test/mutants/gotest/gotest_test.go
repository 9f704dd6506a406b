package gotest_test

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/test/mutants/gotest"
	"github.com/mediamesh/events/test/mutants/process"
)

func TestFailed(t *testing.T) {
	for output, want := range map[string][]string{
		"ok\n": nil,
		"--- FAIL: TestA (0.00s)\n    --- FAIL: TestA/b (0.00s)\n    a_test.go:1: --- FAIL: TestC\n--- FAIL: ExampleD (0.00s)\nFAIL\n": {"TestA", "ExampleD"},
		"panic: test timed out after 1s\n\trunning tests:\n\t\tTestA/b (1s)\n\t\tTestA/c_(d) (1s)\n\t\tFuzzB (2m0s)\n\ngoroutine 1:\n": {"TestA", "FuzzB"},
		"panic: test timed out after 1s\n\t\tTestX (1s)\n": nil,
	} {
		if diff := cmp.Diff(want, gotest.Failed(output)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", output, diff)
		}
	}
}

func TestTimedOut(t *testing.T) {
	for _, r := range []process.Result{
		{Exceeded: "time", Code: -1},
		{Output: "panic: test timed out after 11s\n", Code: 2},
	} {
		if !gotest.TimedOut(r) {
			t.Errorf("%+v is no timeout", r)
		}
	}
	if r := (process.Result{Output: "--- FAIL: TestA", Code: 1}); gotest.TimedOut(r) {
		t.Errorf("%+v is a timeout", r)
	}
}

func TestPattern(t *testing.T) {
	p := regexp.MustCompile(gotest.Pattern([]string{"TestA", "ExampleB_c"}))
	for name, want := range map[string]bool{"TestA": true, "ExampleB_c": true, "TestAB": false, "XTestA": false} {
		if p.MatchString(name) != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}
