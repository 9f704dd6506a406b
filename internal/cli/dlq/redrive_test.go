package dlq_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/cli"
	"github.com/mediamesh/events/internal/cli/clitest"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

// serve runs a member of a group that handles all of content.events.
func serve(t *testing.T, addr, group string) {
	t.Helper()
	c, err := kafka.NewConsumer(kafka.ConsumerConfig{
		Cluster: cluster.Config{Brokers: []string{addr}}, Group: group, Registry: catalog.Registry(), Topics: []string{"content.events"}, Logger: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := kafka.HandleAny(c, func(context.Context, events.Any) error { return nil }); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- c.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

func TestRedrive(t *testing.T) {
	addr := clitest.DeadLetters(t)
	redrive := func(args ...string) (code int, out, err string) {
		return clitest.Command(t, append([]string{"dlq", "redrive", "-b", addr, "-t", "content.events.dlq"}, args...)...)
	}
	// Looking first.
	code, out, err := redrive("--dry-run")
	want := `POSITION                OUTCOME  TYPE             EVENT  KEY  DETAIL
content.events.dlq/0/0  failed   auth.user.login  e-0    u-1  content.events.dlq/0/0 (auth.user.login e-0) was not sent: auth.user.login is invalid: /payload/success must be a boolean, not a string
content.events.dlq/0/1  to send  content.created  e-1    c-1  -
content.events.dlq/0/2  to send  content.created  e-2    c-2  -
`
	if code != 100 || out != want || err != "3 dead letters: 2 would be sent, 1 could not be sent, 0 held back; nothing was sent\n" {
		t.Errorf("%d\n%s%s", code, out, err)
	}
	// Without a terminal it cannot ask.
	if code, _, err = redrive(); code != 2 || err != "mediamesh: dlq redrive asks before it sends, and stdin is not a terminal\nNext: add --dry-run to look first, or --yes to send\n" {
		t.Errorf("%d, %s", code, err)
	}
	// The first failure ends it.
	code, out, err = redrive("--yes")
	if code != 100 || out != "" || !strings.HasPrefix(err, "3 dead letters: 0 sent, 0 handled, 1 failed, 2 left\n"+
		"mediamesh: kafka: redriving content.events.dlq ended at the first failure: kafka: content.events.dlq/0/0 (auth.user.login e-0) was not sent: ") ||
		!strings.Contains(err, "\nNext: mediamesh dlq show content.events.dlq/0/0; repair it, and run the same command again") {
		t.Errorf("%d\n%s%s", code, out, err)
	}
	// The service does not run.
	code, _, err = redrive("--yes", "--type", "content.created", "--handle-timeout", "1ms")
	if code != 1 || !strings.HasPrefix(err, "2 dead letters: 1 sent, 0 handled, 1 left\nmediamesh: kafka: redriving content.events.dlq: group search has committed nothing for 1ms") ||
		!strings.HasSuffix(err, "it has no members: start the service, then run the redrive again, which goes on with the rest\n") {
		t.Errorf("%d, %s", code, err)
	}
	// It runs.
	serve(t, addr, "search")
	code, out, err = redrive("--yes", "--keep-going", "--format", "json")
	if code != 100 || err != "" {
		t.Errorf("%d, %s", code, err)
	}
	lines := strings.Split(out, "\n")
	if len(lines) != 4 || !strings.Contains(lines[0], `"outcome":"failed","why":"content.events.dlq/0/0 (auth.user.login e-0) was not sent: `) || !strings.HasSuffix(lines[1], `"outcome":"unchanged"}`) ||
		lines[2] != `{"summary":{"topic":"content.events.dlq","dryRun":false,"chosen":2,"before":1,"sent":1,"migrated":0,"repaired":0,"handled":1,"failed":1,"held":0,"left":0}}` {
		t.Errorf("got\n%s", out)
	}
	if out, _ := clitest.Output(t, "dlq", "list", "-b", addr); strings.Count(out, "\n") != 2 || !strings.Contains(out, "content.events.dlq/0/0") {
		t.Errorf("left:\n%s", out)
	}
	if out, _ := clitest.Output(t, "dlq", "list", "-b", addr, "--all"); strings.Count(out, "handler-failed (redriven)") != 2 {
		t.Errorf("all:\n%s", out)
	}
	code, _, err = redrive("--yes", "--type", "content.created")
	if code != 0 || err != "0 dead letters: 0 sent, 0 handled, 2 already redriven\n" {
		t.Errorf("%d, %s", code, err)
	}
}

// Dead letters are named by position, by several topics, or by none but all.
func TestRedrive_SelectsByPositionAndTopic(t *testing.T) {
	addr := clitest.DeadLetters(t)
	serve(t, addr, "search")
	c, err := kgo.NewClient(kgo.SeedBrokers(addr))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := kadm.NewClient(c).CreateTopics(t.Context(), 1, 1, nil, "failed.content.events", "other.events.dlq"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args string
		code int
		said string
	}{
		{"content.events.dlq/0/2 content.events.dlq/0/1 --dry-run", 0, "2 dead letters: 2 would be sent, 0 could not be sent, 0 held back; nothing was sent\n"},
		{"content.events.dlq/0/2 -k c-1 --dry-run", 0, "0 dead letters: 0 would be sent, 0 could not be sent, 0 held back; nothing was sent\n"},
		{"content.events.dlq/0/9 --dry-run", 1, "mediamesh: kafka: there is no record content.events.dlq/0/9: the partition has offsets 0 to 2\nNext: mediamesh dlq list --topic content.events.dlq\n"},
		{"content.events.dlq/0/2 --yes", 0, "1 dead letter: 1 sent, 1 handled\n"},
		{"content.events.dlq/0/2 --yes", 0, "0 dead letters: 0 sent, 0 handled, 1 already redriven\n"},
		{"-t content.events.dlq -t other.events.dlq --reason handler-failed --dry-run", 0,
			"content.events.dlq:\n1 dead letter: 1 would be sent, 0 could not be sent, 0 held back; nothing was sent\n" +
				"other.events.dlq:\n0 dead letters: 0 would be sent, 0 could not be sent, 0 held back; nothing was sent\n"},
		{"--all-topics --dry-run", 100,
			"content.events.dlq:\n2 dead letters: 1 would be sent, 1 could not be sent, 0 held back; nothing was sent\n" +
				"other.events.dlq:\n0 dead letters: 0 would be sent, 0 could not be sent, 0 held back; nothing was sent\n"},
		{"--all-topics --dlq-prefix failed. --yes", 0, "0 dead letters: 0 sent, 0 handled\n"},
		{"--all-topics --dlq-prefix none. --yes", 0, "there is no dead-letter topic\n"},
		{"17 --yes", 2, "mediamesh: \"17\" is not a position: want TOPIC/PARTITION/OFFSET, such as content.events.dlq/3/17\nNext: mediamesh dlq list shows positions\n"},
		{"--all-topics -t a.dlq --yes", 2, "mediamesh: --all-topics cannot be combined with positions or --topic\nNext: use one of them\n"},
		{"content.events.dlq/0/1 -t a.dlq --yes", 2, "mediamesh: content.events.dlq/0/1 is not in a.dlq\nNext: leave --topic out\n"},
		{"--yes", 2, "mediamesh: dlq redrive needs positions, --topic TOPIC or --all-topics\nNext: mediamesh dlq list shows positions and topics\n"},
	} {
		code, _, said := clitest.Command(t, append([]string{"dlq", "redrive", "-b", addr}, strings.Fields(test.args)...)...)
		if code != test.code || said != test.said {
			t.Errorf("%s: %d, %s\nwant %d, %s", test.args, code, said, test.code, test.said)
		}
	}
	if out, _ := clitest.Output(t, "dlq", "list", "-b", addr, "--dlq-prefix", "failed."); strings.Contains(out, "content.events.dlq") {
		t.Errorf("listed %s", out)
	}
}

func TestRedrive_AsksAtATerminal(t *testing.T) {
	addr := clitest.DeadLetters(t)
	serve(t, addr, "search")
	for _, c := range []struct{ answer, want string }{
		{"\n", "nothing was sent\n"},
		{"n\n", "nothing was sent\n"},
		{"", "\nnothing was sent\n"},
		{"y\n", "2 dead letters: 2 sent, 2 handled\n"},
		{"y\n", "there is nothing to redrive in content.events.dlq\n"},
	} {
		var stderr bytes.Buffer
		code := cli.Run(t.Context(), console.Streams{In: strings.NewReader(c.answer), InTerminal: true, Out: io.Discard, Err: &stderr, Env: func(string) string { return "" }},
			[]string{"dlq", "redrive", "-b", addr, "-t", "content.events.dlq", "--reason", "handler-failed"})
		question := "2 dead letters of content.events.dlq: 2 would be sent, 0 could not be sent, 0 held back. Redrive? [y/N] "
		if got := strings.TrimPrefix(stderr.String(), question); code != 0 || got != c.want {
			t.Errorf("%q: %d, %q, want %q", c.answer, code, stderr.String(), c.want)
		}
	}
}

// If nothing would be sent there is no question, and the reasons are printed.
func TestRedrive_AsksNothingIfNothingWouldBeSent(t *testing.T) {
	addr := clitest.DeadLetters(t)
	var stderr bytes.Buffer
	code := cli.Run(t.Context(), console.Streams{In: strings.NewReader("y\n"), InTerminal: true, Out: io.Discard, Err: &stderr, Env: func(string) string { return "" }},
		[]string{"dlq", "redrive", "-b", addr, "-t", "content.events.dlq", "--type", "auth.user.login"})
	want := `1 dead letter of content.events.dlq: 0 would be sent, 1 could not be sent, 0 held back.
content.events.dlq/0/0 (auth.user.login e-0) was not sent: auth.user.login is invalid: /payload/success must be a boolean, not a string
nothing was sent
`
	if code != 100 || stderr.String() != want {
		t.Errorf("%d, %q, want %q", code, stderr.String(), want)
	}
}

// A question is not waited for when the command is interrupted.
func TestRedrive_EndsAtItsQuestionWhenInterrupted(t *testing.T) {
	addr := clitest.DeadLetters(t)
	ctx, interrupt := context.WithCancel(t.Context())
	said, say := io.Pipe()
	silent, typed := io.Pipe()
	defer typed.Close()
	done := make(chan int, 1)
	go func() {
		done <- cli.Run(ctx, console.Streams{In: silent, InTerminal: true, Out: io.Discard, Err: say, Env: func(string) string { return "" }},
			[]string{"dlq", "redrive", "-b", addr, "-t", "content.events.dlq"})
		say.Close()
	}()
	var text strings.Builder
	for b := make([]byte, 1); !strings.HasSuffix(text.String(), "[y/N] "); {
		n, err := said.Read(b)
		if err != nil {
			t.Fatalf("%v after %q", err, text.String())
		}
		text.Write(b[:n])
	}
	interrupt()
	rest, _ := io.ReadAll(said)
	if code := <-done; code != 130 || !strings.Contains(string(rest), "nothing was sent\n") {
		t.Errorf("%d, %q", code, rest)
	}
}

// TestRedrive_SaysHowToContinueWhenInterrupted says that the same command goes on.
func TestRedrive_SaysHowToContinueWhenInterrupted(t *testing.T) {
	addr := clitest.DeadLetters(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	said, say := io.Pipe()
	done := make(chan int, 1)
	go func() {
		streams := console.Streams{In: strings.NewReader(""), Out: io.Discard, Err: say, ErrTerminal: true, Env: func(string) string { return "" }}
		done <- cli.Run(ctx, streams, []string{"dlq", "redrive", "-b", addr, "-t", "content.events.dlq", "--type", "content.created", "--yes"})
		say.Close()
	}()
	var all strings.Builder
	buf := make([]byte, 1000)
	for {
		n, err := said.Read(buf)
		all.Write(buf[:n])
		if strings.Contains(all.String(), " 1 of 2") {
			cancel() // one was sent, and no consumer handles it
		}
		if err != nil {
			break
		}
	}
	want := "\n2 dead letters: 1 sent, 0 handled, 1 left\ninterrupted; the same command continues with the rest\n"
	if code := <-done; code != 130 || !strings.HasSuffix(all.String(), want) {
		t.Errorf("exit code %d, %q", code, all.String())
	}
}
