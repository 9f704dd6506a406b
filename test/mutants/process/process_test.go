//go:build unix

package process

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// shell returns a command whose processes, children included, hold the writing
// end of a pipe. gone waits until all of them have ended.
func shell(t *testing.T, script string) (cmd *exec.Cmd, started func(), gone func()) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	cmd = exec.Command("sh", "-c", script)
	cmd.ExtraFiles = []*os.File{w}
	started = func() {
		if _, err := io.ReadFull(r, make([]byte, 1)); err != nil {
			t.Error("the command did not start:", err)
		}
	}
	gone = func() {
		t.Helper()
		w.Close()
		if err := r.SetReadDeadline(time.Now().Add(time.Minute)); err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			t.Error("a process is left:", err)
		}
	}
	return cmd, started, gone
}

func TestRun_OutputAndExitCode(t *testing.T) {
	cmd, _, gone := shell(t, "echo out; echo err >&2; exit 3")
	r, err := Run(t.Context(), Limits{Time: time.Minute, Memory: 1 << 30}, cmd)
	if err != nil || r.Code != 3 || r.Output != "out\nerr\n" || r.Exceeded != "" {
		t.Errorf("%+v, %v", r, err)
	}
	gone()
}

func TestRun_KillsChildrenThatAreLeft(t *testing.T) {
	cmd, _, gone := shell(t, "sleep 1000 >/dev/null 2>&1 &")
	r, err := Run(t.Context(), Limits{}, cmd)
	if err != nil || r.Code != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	gone()
}

func TestRun_KillsGroupWhenContextEnds(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cmd, started, gone := shell(t, "sleep 1000 & echo x >&3; wait")
	go func() {
		started()
		cancel()
	}()
	if _, err := Run(ctx, Limits{}, cmd); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	gone()
}

func TestRun_DoesNotStartAfterContextEnded(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(ctx, Limits{}, exec.Command("missing")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestRun_TimeLimit(t *testing.T) {
	cmd, _, gone := shell(t, "sleep 1000 & wait")
	r, err := Run(t.Context(), Limits{Time: 100 * time.Millisecond}, cmd)
	if err != nil || r.Exceeded != "time" || r.Code != -1 {
		t.Errorf("%+v, %v", r, err)
	}
	gone()
}

func TestRun_MemoryLimit(t *testing.T) {
	if resident(os.Getpid()) == 0 {
		t.Log("the memory of processes is not known on this system")
		return
	}
	cmd, _, gone := shell(t, "sleep 1000")
	r, err := Run(t.Context(), Limits{Memory: 1}, cmd)
	if err != nil || r.Exceeded != "memory" || r.Code != -1 {
		t.Errorf("%+v, %v", r, err)
	}
	gone()
}

func TestRun_CommandThatCannotStart(t *testing.T) {
	if _, err := Run(t.Context(), Limits{}, exec.Command("./missing")); !errors.Is(err, os.ErrNotExist) {
		t.Error(err)
	}
}

func TestOutput_KeepsStartAndEnd(t *testing.T) {
	o := &output{}
	line := strings.Repeat("x", 1023) + "\n"
	_, _ = io.WriteString(o, "first\n")
	for range 2048 {
		_, _ = io.WriteString(o, line)
	}
	_, _ = io.WriteString(o, "last\n")
	text := o.String()
	if !strings.HasPrefix(text, "first\n") || !strings.HasSuffix(text, "last\n") {
		t.Errorf("%q … %q", text[:10], text[len(text)-10:])
	}
	if len(text) > 4*half {
		t.Errorf("%d bytes", len(text))
	}
	if !strings.Contains(text, " bytes …\n") {
		t.Error("it does not say that something is missing")
	}
}
