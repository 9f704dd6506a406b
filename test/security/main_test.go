//go:build unix

package security

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// command is the mediamesh command, compiled once.
var command string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "security")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	command = filepath.Join(dir, "mediamesh")
	build := exec.Command("go", "build", "-o", command, "github.com/mediamesh/events/cmd/mediamesh")
	build.Env = append(os.Environ(), "GOFLAGS=") // without the race detector, whose memory would count
	if out, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, out)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// outcome is what a command did.
type outcome struct {
	code           int
	stdout, stderr string
	memory         int // the most that it took, in bytes
	cpu            time.Duration
}

// mediamesh runs the command in a folder.
func mediamesh(t *testing.T, dir string, args ...string) outcome {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), command, args...)
	var out, problem bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &problem
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	memory := 0
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		memory = int(usage.Maxrss) << 10
	}
	return outcome{cmd.ProcessState.ExitCode(), out.String(), problem.String(), memory, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
}

// run runs another command in a folder.
func run(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s %q: %v\n%s", name, args, err, out)
	}
}

// write writes files into a folder, by name.
func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
