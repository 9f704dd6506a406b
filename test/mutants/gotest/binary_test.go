package gotest_test

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mediamesh/events/test/mutants/gotest"
)

// This test binary has the flag of rapid.
var _ = flag.Bool("rapid.nofailfile", false, "")

func toy(t *testing.T, name string) string {
	t.Helper()
	dir, err := filepath.Abs(filepath.Join("..", "testdata", "toy", name))
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestBinary(t *testing.T) {
	bin, err := gotest.Build(t.Context(), toy(t, "verdicts"), filepath.Join(t.TempDir(), "toy.test"), nil)
	if err != nil {
		t.Fatal(err)
	}
	names, err := bin.List(t.Context())
	want := []string{"TestTested", "TestWeak", "TestLoop", "TestGrow", "TestUnsteady", "TestInChild", "TestHang"}
	if diff := cmp.Diff(want, names); err != nil || diff != "" {
		t.Errorf("%v, tests (-want +got):\n%s", err, diff)
	}
	if flags, err := bin.NoFiles(t.Context()); err != nil || flags != nil {
		t.Errorf("%v, %v of tests without rapid", flags, err)
	}
	r, err := bin.Run(t.Context(), gotest.Run{
		Tests:   []string{"TestWeak", "TestLoop"},
		Timeout: time.Minute,
		Temp:    t.TempDir(),
		Flags:   []string{"-test.v"},
	})
	if err != nil || r.Code != 0 || strings.Count(r.Output, "--- PASS: ") != 2 {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestBinary_NoFiles(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	flags, err := gotest.Binary{File: self, Dir: "."}.NoFiles(t.Context())
	if diff := cmp.Diff([]string{"-rapid.nofailfile"}, flags); err != nil || diff != "" {
		t.Errorf("%v, flags (-want +got):\n%s", err, diff)
	}
}

func TestBuild_Error(t *testing.T) {
	_, err := gotest.Build(t.Context(), toy(t, "unbuildable"), filepath.Join(t.TempDir(), "toy.test"), nil)
	if failed := (*gotest.BuildError)(nil); !errors.As(err, &failed) || !strings.Contains(failed.Output, "undefined: missing") {
		t.Error(err)
	}
}
