package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"strings"
	"syscall"
	"testing"

	"github.com/mediamesh/events/internal/cli/clitest"
)

// TestCommands_ExitWith130WhenInterrupted ends each command that waits, once it waits.
func TestCommands_ExitWith130WhenInterrupted(t *testing.T) {
	addr := clitest.StartBroker(t)
	event, _ := clitest.Output(t, "example", "content.created")
	for name, c := range map[string]struct {
		args []string
		told string // on standard error, or the first line of output
	}{
		"broker":             {[]string{"broker", "--listen", "127.0.0.1:0"}, "broker listening on 127.0.0.1:"},
		"validate":           {[]string{"validate", "--format", "json"}, `"valid":true`},
		"migrate":            {[]string{"migrate", "--to", "1.0.0"}, `{"metadata"`},
		"publish":            {[]string{"publish", "-b", addr, "--topic-prefix", "p."}, ""},
		"consume":            {[]string{"consume", "-b", addr, "-g", "g"}, `{"metadata"`},
		"tail":               {[]string{"consume", "-b", addr}, `{"metadata"`},
		"replay":             {[]string{"replay", "-b", addr, "-t", "never.events", "-o", "end"}, "the cluster has no topic never.events: waiting for it"},
		"a broker not there": {[]string{"consume", "-b", "127.0.0.1:1", "-g", "g"}, "waiting for a broker at 127.0.0.1:1"},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.HasPrefix(strings.Join(c.args, " "), "consume") && c.args[2] == addr {
				if code := clitest.Run(t.Context(), strings.NewReader(event), io.Discard, io.Discard, "publish", "-b", addr); code != 0 {
					t.Fatal("publish", code)
				}
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			in, feed := io.Pipe() // never ends
			said, say := io.Pipe()
			done := make(chan int, 1)
			go func() {
				code := clitest.Run(ctx, in, say, say, c.args...)
				say.Close()
				done <- code
			}()
			go func() {
				_, _ = io.WriteString(feed, event)
				if c.told == "" {
					cancel()
				}
			}()
			for lines := bufio.NewScanner(said); lines.Scan(); {
				if c.told != "" && strings.Contains(lines.Text(), c.told) {
					cancel()
				}
			}
			if code := <-done; code != 130 {
				t.Errorf("exit code %d, want 130", code)
			}
		})
	}
}

// closedPipe is standard output whose reader is gone.
type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestCommands_ExitWith141WhenOutputIsClosed(t *testing.T) {
	addr := clitest.StartBroker(t)
	event, _ := clitest.Output(t, "example", "content.created")
	if code := clitest.Run(t.Context(), strings.NewReader(event), io.Discard, io.Discard, "publish", "-b", addr); code != 0 {
		t.Fatal(code)
	}
	for _, args := range [][]string{
		{"list"}, {"list", "--format", "json"}, {"describe", "content.created"}, {"schema", "content.created"},
		{"example", "content.created"}, {"example", "content.created", "-n", "100000"},
		{"validate", "--format", "json"}, {"migrate", "--to", "1.0.0"}, {"consume", "-b", addr, "-g", "g", "-e"}, {"version"}, {"help"},
	} {
		var stderr bytes.Buffer
		if code := clitest.Run(t.Context(), strings.NewReader(event), closedPipe{}, &stderr, args...); code != 141 || stderr.Len() > 0 {
			t.Errorf("%v: exit code %d, want 141, and said %q", args, code, stderr.String())
		}
	}
	// What was not printed is not committed.
	if out, _ := clitest.Output(t, "consume", "-b", addr, "-g", "g", "-e"); out != event {
		t.Errorf("got %q, want the event", out)
	}
}
