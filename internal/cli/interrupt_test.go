package cli_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"syscall"
	"testing"

	"github.com/mediamesh/events/broker"
	"github.com/mediamesh/events/internal/cli"
)

// run runs a command line without a process.
func run(ctx context.Context, in io.Reader, out, err io.Writer, args ...string) int {
	return cli.Run(ctx, cli.Streams{In: in, Out: out, Err: err, Env: func(string) string { return "" }}, args)
}

func startBroker(t *testing.T) string {
	t.Helper()
	b, err := broker.Start(broker.Config{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { b.Close() })
	return b.Addrs()[0]
}

// TestInterrupted ends each command that waits, once it waits.
func TestInterrupted(t *testing.T) {
	addr := startBroker(t)
	event, _ := output(t, "example", "content.created")
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
		"a broker not there": {[]string{"consume", "-b", "127.0.0.1:1", "-g", "g"}, "waiting for a broker of 127.0.0.1:1"},
	} {
		t.Run(name, func(t *testing.T) {
			if strings.HasPrefix(strings.Join(c.args, " "), "consume") && c.args[2] == addr {
				if code := run(t.Context(), strings.NewReader(event), io.Discard, io.Discard, "publish", "-b", addr); code != 0 {
					t.Fatal("publish", code)
				}
			}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			in, feed := io.Pipe() // never ends
			said, say := io.Pipe()
			done := make(chan int, 1)
			go func() {
				code := run(ctx, in, say, say, c.args...)
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

// output is what a command that succeeds prints.
func output(t *testing.T, args ...string) (out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), strings.NewReader(""), &stdout, &stderr, args...); code != 0 {
		t.Fatalf("%v: exit code %d: %s", args, code, stderr.String())
	}
	return stdout.String(), stderr.String()
}

// closedPipe is standard output of which nobody reads any more.
type closedPipe struct{}

func (closedPipe) Write([]byte) (int, error) { return 0, syscall.EPIPE }

func TestNobodyReads(t *testing.T) {
	addr := startBroker(t)
	event, _ := output(t, "example", "content.created")
	if code := run(t.Context(), strings.NewReader(event), io.Discard, io.Discard, "publish", "-b", addr); code != 0 {
		t.Fatal(code)
	}
	for _, args := range [][]string{
		{"list"}, {"list", "--format", "json"}, {"describe", "content.created"}, {"schema", "content.created"},
		{"example", "content.created"}, {"example", "content.created", "-n", "100000"},
		{"validate", "--format", "json"}, {"migrate", "--to", "1.0.0"}, {"consume", "-b", addr, "-g", "g", "-e"}, {"version"}, {"help"},
	} {
		var stderr bytes.Buffer
		if code := run(t.Context(), strings.NewReader(event), closedPipe{}, &stderr, args...); code != 141 || stderr.Len() > 0 {
			t.Errorf("%v: exit code %d, want 141, and said %q", args, code, stderr.String())
		}
	}
	// What was not printed is not committed.
	if out, _ := output(t, "consume", "-b", addr, "-g", "g", "-e"); out != event {
		t.Errorf("got %q, want the event", out)
	}
}

// TestTerminal sees what a person sees: a bar that ends full, colours.
func TestTerminal(t *testing.T) {
	var stdout, stderr bytes.Buffer
	code := cli.Run(t.Context(), cli.Streams{
		In: strings.NewReader(""), Out: &stdout, Err: &stderr, OutTerminal: true, ErrTerminal: true, Env: func(string) string { return "" },
	}, []string{"demo"})
	if code != 0 {
		t.Fatalf("exit code %d: %s", code, stderr.String())
	}
	if !strings.HasSuffix(stderr.String(), "\rindexing     [==============================] 3,201 of 3,201\n") {
		t.Errorf("the bar ends as %q", stderr.String()[max(0, stderr.Len()-100):])
	}
	if !strings.Contains(stdout.String(), "read       \x1b[1m 3,201\x1b[0m films\n") {
		t.Errorf("no colours in %q", stdout.String())
	}
}

// A proof may be asked for by millions of events; it ends between two.
func TestProofInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var out bytes.Buffer
	code := run(ctx, strings.NewReader(""), &out, io.Discard, "migrate", "--check", "--count", "1000000000", "--contract", "../../examples/playback/contract")
	if code != 130 || out.Len() > 0 {
		t.Errorf("exit code %d, want 130; it prints %q", code, out.String())
	}
}

// What an interrupted publish says is published, and what perhaps is, is what there is.
func TestPublish_InterruptedCounts(t *testing.T) {
	addr := startBroker(t)
	list, _ := output(t, "example", "content.deleted", "-n", "4000")
	for round := range 5 {
		prefix := fmt.Sprintf("r%d.", round)
		ctx, cancel := context.WithCancel(t.Context())
		in := io.MultiReader(strings.NewReader(list[:len(list)*(round+1)/6]), interrupting{cancel}, strings.NewReader(list[len(list)*(round+1)/6:]))
		var out bytes.Buffer
		code := run(ctx, in, &out, io.Discard, "publish", "-b", addr, "--topic-prefix", prefix, "--format", "json")
		cancel()
		var counts struct{ Published, Unsure int }
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		if err := json.Unmarshal([]byte(lines[len(lines)-1]), &counts); err != nil || code != 130 {
			t.Fatalf("code %d, %v: %s", code, err, out.String())
		}
		printed, _ := output(t, "consume", "-e", "-b", addr, "-t", prefix+"content.events")
		if n := strings.Count(printed, "\n"); n < counts.Published || n > counts.Published+counts.Unsure {
			t.Errorf("%d events are there; %d published, %d more perhaps", n, counts.Published, counts.Unsure)
		}
	}
}

// interrupting is the end of what is read before an interrupt.
type interrupting struct{ interrupt func() }

func (i interrupting) Read([]byte) (int, error) {
	i.interrupt()
	return 0, io.EOF
}
