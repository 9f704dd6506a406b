package clitest

import (
	"bytes"
	"context"
	"io"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli"
	"github.com/mediamesh/events/internal/cli/console"
)

// Event is a valid event, the standard input of [RunWith].
const Event = `{"metadata":{"eventId":"evt-1","eventType":"content.created","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"cms"},"payload":{"contentId":"c-1","contentType":"PROGRAM","title":"One","createdBy":"u"}}`

// Run runs a command line without a process, and returns its exit code.
func Run(ctx context.Context, in io.Reader, out, err io.Writer, args ...string) int {
	return cli.Run(ctx, console.Streams{In: in, Out: out, Err: err, Env: func(string) string { return "" }}, args)
}

// RunWith runs a command line with an environment and [Event] as its standard input. It
// returns the exit code and what it printed.
func RunWith(env map[string]string, args ...string) (code int, stdout, stderr string) {
	var out, err bytes.Buffer
	code = cli.Run(context.Background(), console.Streams{
		In: strings.NewReader(Event), Out: &out, Err: &err, Env: func(name string) string { return env[name] },
	}, args)
	return code, out.String(), err.String()
}

// Command runs a command line, and returns its exit code and what it printed.
func Command(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Run(t.Context(), strings.NewReader(""), &stdout, &stderr, args...)
	return code, stdout.String(), stderr.String()
}

// Output runs a command line that must exit with 0, and returns what it printed.
func Output(t *testing.T, args ...string) (out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := Run(t.Context(), strings.NewReader(""), &stdout, &stderr, args...); code != 0 {
		t.Fatalf("%v: exit code %d: %s", args, code, stderr.String())
	}
	return stdout.String(), stderr.String()
}
