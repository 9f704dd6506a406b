package cli_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/catalog"
	"github.com/mediamesh/events/internal/cli"
	"github.com/mediamesh/events/kafka"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

// putAside makes content.events and its dead-letter topic, of one partition,
// with three dead letters of group search: an invalid login, and two creations
// that a handler failed for.
func putAside(t *testing.T) (addr string) {
	t.Helper()
	addr = startBroker(t)
	c, err := kgo.NewClient(kgo.SeedBrokers(addr))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := kadm.NewClient(c).CreateTopics(t.Context(), 1, 1, nil, "content.events", "content.events.dlq"); err != nil {
		t.Fatal(err)
	}
	meta := func(eventType, id string) string {
		return `{"metadata":{"eventId":"` + id + `","eventType":"` + eventType + `","eventVersion":"1.0.0","timestamp":"2026-01-31T12:00:00.000Z","source":"cms"},"payload":`
	}
	for i, one := range []struct{ key, value, reason, err, violations string }{
		{"u-1", meta("auth.user.login", "e-0") + `{"userId":"u-1","email":"ann@example.com","mail":"ann@example.com","loginAt":"2026-01-31T12:00:00.000Z","success":"yes"}}`,
			"invalid", "auth.user.login is invalid: /payload/success must be true or false, not a string",
			`[{"pointer":"/payload/success","rule":"type","message":"must be true or false, not a string"}]`},
		{"c-1", meta("content.created", "e-1") + `{"contentId":"c-1","contentType":"MOVIE","title":"One","createdBy":"u"}}`, "handler-failed", "index is down", ""},
		{"c-2", meta("content.created", "e-2") + `{"contentId":"c-2","contentType":"MOVIE","title":"Two","createdBy":"u"}}`, "handler-failed", "index is down", ""},
	} {
		r := &kgo.Record{Topic: "content.events.dlq", Key: []byte(one.key), Value: []byte(one.value), Timestamp: time.Date(2026, 11, 24, 8, i, 0, 0, time.UTC)}
		for _, h := range [][2]string{
			{"event-type", "x"}, {"dlq-reason", one.reason}, {"dlq-error", one.err}, {"dlq-violations", one.violations}, {"dlq-topic", "content.events"},
			{"dlq-partition", "0"}, {"dlq-offset", fmt.Sprint(40 + i)}, {"dlq-timestamp", "2026-11-24T07:00:00.000Z"}, {"dlq-group", "search"}, {"dlq-attempts", "5"},
		} {
			if h[0] == "event-type" && i == 0 || h[0] != "event-type" && h[1] != "" {
				r.Headers = append(r.Headers, kgo.RecordHeader{Key: h[0], Value: []byte(h[1])})
			}
		}
		if err := c.ProduceSync(t.Context(), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
	return addr
}

// command runs a command line, and returns all of it.
func command(t *testing.T, args ...string) (code int, out, err string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = run(t.Context(), strings.NewReader(""), &stdout, &stderr, args...)
	return code, stdout.String(), stderr.String()
}

func TestDLQList(t *testing.T) {
	addr := putAside(t)
	out, err := output(t, "dlq", "list", "-b", addr)
	want := `POSITION                PUT ASIDE             REASON          TYPE             EVENT  KEY  GROUP   WHAT
content.events.dlq/0/0  2026-11-24T08:00:00Z  invalid         auth.user.login  e-0    u-1  search  /payload/success must be true or false, not a string
content.events.dlq/0/1  2026-11-24T08:01:00Z  handler-failed  content.created  e-1    c-1  search  index is down
content.events.dlq/0/2  2026-11-24T08:02:00Z  handler-failed  content.created  e-2    c-2  search  index is down
`
	if out != want || err != "3 dead letters\n" {
		t.Errorf("got\n%s%s", out, err)
	}
	for args, want := range map[string]string{
		"-t content.events.dlq -n 1":                                "0",
		"--reason handler-failed":                                   "1 2",
		"--type content.created --key c-2":                          "2",
		"-k c-1 -k u-1":                                             "0 1",
		"--since 2026-11-24T08:01:00Z --until 2026-11-24T08:02:00Z": "1",
		"-g other": "",
	} {
		out, _ := output(t, append([]string{"dlq", "list", "-b", addr, "--format", "json"}, strings.Fields(args)...)...)
		var got []string
		for line := range strings.Lines(out) {
			var letter struct{ Offset json.Number }
			if err := json.Unmarshal([]byte(line), &letter); err != nil {
				t.Fatal(err)
			}
			got = append(got, letter.Offset.String())
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s: got %s, want %s", args, text, want)
		}
	}
	out, _ = output(t, "dlq", "list", "-b", addr, "--format", "json", "-n", "1")
	wantLine := `{"position":"content.events.dlq/0/0","topic":"content.events.dlq","partition":0,"offset":0,"ts":1795507200000,"key":"u-1",` +
		`"reason":"invalid","error":"auth.user.login is invalid: /payload/success must be true or false, not a string",` +
		`"violations":[{"pointer":"/payload/success","rule":"type","message":"must be true or false, not a string"}],"omitted":0,"attempts":5,"group":"search",` +
		`"eventType":"auth.user.login","eventId":"e-0","eventVersion":"1.0.0","origin":{"topic":"content.events","partition":0,"offset":40,"ts":1795503600000},"redriven":false}` + "\n"
	if out != wantLine {
		t.Errorf("got  %swant %s", out, wantLine)
	}
}

func TestDLQShow(t *testing.T) {
	addr := putAside(t)
	out, _ := output(t, "dlq", "show", "-b", addr, "content.events.dlq/0/0")
	want := `position    content.events.dlq/0/0
put aside   2026-11-24T08:00:00Z
group       search
reason      invalid
error       auth.user.login is invalid: /payload/success must be true or false, not a string
attempts    5
type        auth.user.login
version     1.0.0
event       e-0
key         u-1
from        content.events/0/40, published 2026-11-24T07:00:00Z
redriven    no
violations
  /payload/success must be true or false, not a string (type)
headers
  event-type: x
`
	if out != want {
		t.Errorf("got\n%s", out)
	}
	out, _ = output(t, "dlq", "show", "-b", addr, "content.events.dlq/0/0", "--value")
	if !strings.HasPrefix(out, want) || strings.Contains(out, "ann@example.com") || !strings.Contains(out, `    "payload": {
      "userId": "u-1",
      "email": "***",
      "mail": "***",
      "loginAt": "2026-01-31T12:00:00.000Z",
      "success": "yes"
    }
`) {
		t.Errorf("got\n%s", out)
	}
	out, _ = output(t, "dlq", "show", "-b", addr, "content.events.dlq/0/0", "--personal", "--format", "json")
	if !strings.Contains(out, `"headers":["event-type","x"],"payload":{"metadata":{"eventId":"e-0",`) || !strings.Contains(out, `"email":"ann@example.com"`) {
		t.Errorf("got\n%s", out)
	}
	out, _ = output(t, "dlq", "show", "-b", addr, "content.events.dlq/0/1", "--value", "--format", "json")
	if !strings.Contains(out, `"title":"One"`) {
		t.Errorf("got\n%s", out)
	}
	code, _, err := command(t, "dlq", "show", "-b", addr, "content.events.dlq/0/7")
	if code != 1 || err != "mediamesh: kafka: there is no record content.events.dlq/0/7: the partition has offsets 0 to 2\nNext: mediamesh dlq list --topic content.events.dlq\n" {
		t.Errorf("%d, %s", code, err)
	}
}

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

func TestDLQRedrive(t *testing.T) {
	addr := putAside(t)
	redrive := func(args ...string) (code int, out, err string) {
		return command(t, append([]string{"dlq", "redrive", "-b", addr, "-t", "content.events.dlq"}, args...)...)
	}
	// Looking first.
	code, out, err := redrive("--dry-run")
	want := `POSITION                OUTCOME  TYPE             EVENT  KEY  WHAT
content.events.dlq/0/0  failed   auth.user.login  e-0    u-1  content.events.dlq/0/0 (auth.user.login e-0) was not sent: auth.user.login is invalid: /payload/success must be a boolean, not a string
content.events.dlq/0/1  to send  content.created  e-1    c-1  -
content.events.dlq/0/2  to send  content.created  e-2    c-2  -
`
	if code != 100 || out != want || err != "3 dead letters: 2 would be sent, 1 could not be sent, 0 held back; nothing was sent\n" {
		t.Errorf("%d\n%s%s", code, out, err)
	}
	// Nobody is there to be asked.
	if code, _, err = redrive(); code != 2 || err != "mediamesh: dlq redrive sends records, and there is no terminal to ask at\nNext: add --dry-run to look first, or --yes to send\n" {
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
	if out, _ := output(t, "dlq", "list", "-b", addr); strings.Count(out, "\n") != 2 || !strings.Contains(out, "content.events.dlq/0/0") {
		t.Errorf("left:\n%s", out)
	}
	if out, _ := output(t, "dlq", "list", "-b", addr, "--all"); strings.Count(out, "handler-failed (redriven)") != 2 {
		t.Errorf("all:\n%s", out)
	}
	code, _, err = redrive("--yes", "--type", "content.created")
	if code != 0 || err != "0 dead letters: 0 sent, 0 handled, 2 redriven before\n" {
		t.Errorf("%d, %s", code, err)
	}
}

// Dead letters are named by position, by several topics, or by none but all.
func TestDLQRedrive_Chooses(t *testing.T) {
	addr := putAside(t)
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
		{"content.events.dlq/0/2 --yes", 0, "0 dead letters: 0 sent, 0 handled, 1 redriven before\n"},
		{"-t content.events.dlq -t other.events.dlq --reason handler-failed --dry-run", 0,
			"content.events.dlq:\n1 dead letter: 1 would be sent, 0 could not be sent, 0 held back; nothing was sent\n" +
				"other.events.dlq:\n0 dead letters: 0 would be sent, 0 could not be sent, 0 held back; nothing was sent\n"},
		{"--all-topics --dry-run", 100,
			"content.events.dlq:\n2 dead letters: 1 would be sent, 1 could not be sent, 0 held back; nothing was sent\n" +
				"other.events.dlq:\n0 dead letters: 0 would be sent, 0 could not be sent, 0 held back; nothing was sent\n"},
		{"--all-topics --dlq-prefix failed. --yes", 0, "0 dead letters: 0 sent, 0 handled\n"},
		{"--all-topics --dlq-prefix none. --yes", 0, "there is no dead-letter topic\n"},
		{"17 --yes", 2, "mediamesh: \"17\" is no position: want TOPIC/PARTITION/OFFSET, such as content.events.dlq/3/17\nNext: mediamesh dlq list shows positions\n"},
		{"--all-topics -t a.dlq --yes", 2, "mediamesh: --all-topics is for all topics, and some are named\nNext: use one of them\n"},
		{"content.events.dlq/0/1 -t a.dlq --yes", 2, "mediamesh: content.events.dlq/0/1 is not in a.dlq\nNext: leave --topic out\n"},
		{"--yes", 2, "mediamesh: dlq redrive needs positions, --topic TOPIC or --all-topics\nNext: mediamesh dlq list shows positions and topics\n"},
	} {
		code, _, said := command(t, append([]string{"dlq", "redrive", "-b", addr}, strings.Fields(test.args)...)...)
		if code != test.code || said != test.said {
			t.Errorf("%s: %d, %s\nwant %d, %s", test.args, code, said, test.code, test.said)
		}
	}
	if out, _ := output(t, "dlq", "list", "-b", addr, "--dlq-prefix", "failed."); strings.Contains(out, "content.events.dlq") {
		t.Errorf("listed %s", out)
	}
}

// TestDLQRedriveAsks asks who is at a terminal.
func TestDLQRedriveAsks(t *testing.T) {
	addr := putAside(t)
	serve(t, addr, "search")
	for _, c := range []struct{ answer, want string }{
		{"\n", "nothing was sent\n"},
		{"n\n", "nothing was sent\n"},
		{"", "\nnothing was sent\n"},
		{"y\n", "2 dead letters: 2 sent, 2 handled\n"},
		{"y\n", "there is nothing to redrive in content.events.dlq\n"},
	} {
		var stderr bytes.Buffer
		code := cli.Run(t.Context(), cli.Streams{In: strings.NewReader(c.answer), InTerminal: true, Out: io.Discard, Err: &stderr, Env: func(string) string { return "" }},
			[]string{"dlq", "redrive", "-b", addr, "-t", "content.events.dlq", "--reason", "handler-failed"})
		question := "2 dead letters of content.events.dlq: 2 would be sent, 0 could not be sent, 0 held back. Redrive? [y/N] "
		if got := strings.TrimPrefix(stderr.String(), question); code != 0 || got != c.want {
			t.Errorf("%q: %d, %q, want %q", c.answer, code, stderr.String(), c.want)
		}
	}
}

// If nothing would be sent there is no question, and the reasons are printed.
func TestDLQRedrive_AsksNothingIfNothingWouldBeSent(t *testing.T) {
	addr := putAside(t)
	var stderr bytes.Buffer
	code := cli.Run(t.Context(), cli.Streams{In: strings.NewReader("y\n"), InTerminal: true, Out: io.Discard, Err: &stderr, Env: func(string) string { return "" }},
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
func TestDLQRedrive_InterruptedAtItsQuestion(t *testing.T) {
	addr := putAside(t)
	ctx, interrupt := context.WithCancel(t.Context())
	said, say := io.Pipe()
	silent, typed := io.Pipe()
	defer typed.Close()
	done := make(chan int, 1)
	go func() {
		done <- cli.Run(ctx, cli.Streams{In: silent, InTerminal: true, Out: io.Discard, Err: say, Env: func(string) string { return "" }},
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

// TestDLQRedriveInterrupted says that the same command goes on.
func TestDLQRedriveInterrupted(t *testing.T) {
	addr := putAside(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	said, say := io.Pipe()
	done := make(chan int, 1)
	go func() {
		streams := cli.Streams{In: strings.NewReader(""), Out: io.Discard, Err: say, ErrTerminal: true, Env: func(string) string { return "" }}
		done <- cli.Run(ctx, streams, []string{"dlq", "redrive", "-b", addr, "-t", "content.events.dlq", "--type", "content.created", "--yes"})
		say.Close()
	}()
	var all strings.Builder
	buf := make([]byte, 1000)
	for {
		n, err := said.Read(buf)
		all.Write(buf[:n])
		if strings.Contains(all.String(), " 1 of 2") {
			cancel() // one was sent, and nobody handles it
		}
		if err != nil {
			break
		}
	}
	want := "\n2 dead letters: 1 sent, 0 handled, 1 left\ninterrupted; the same command goes on with the rest\n"
	if code := <-done; code != 130 || !strings.HasSuffix(all.String(), want) {
		t.Errorf("exit code %d, %q", code, all.String())
	}
}

func TestReplay(t *testing.T) {
	addr := startBroker(t)
	c, err := kgo.NewClient(kgo.SeedBrokers(addr))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := kadm.NewClient(c).CreateTopics(t.Context(), 1, 1, nil, "content.events"); err != nil {
		t.Fatal(err)
	}
	event, _ := output(t, "example", "content.created")
	for i := range 4 {
		value := strings.TrimSpace(event)
		if i == 2 {
			value = "{}"
		}
		r := &kgo.Record{Topic: "content.events", Value: []byte(value), Timestamp: time.Date(2026, 11, 24, 8, i, 0, 0, time.UTC)}
		if err := c.ProduceSync(t.Context(), r).FirstErr(); err != nil {
			t.Fatal(err)
		}
	}
	for args, want := range map[string]string{
		"": "0 1 3", "-o 1:3": "1", "-o -1": "3", "--since 2026-11-24T08:03:00Z": "3", "--until 2026-11-24T08:01:00Z": "0", "-n 2": "0 1",
		"-o @2026-11-24T08:01:00Z:2026-11-24T08:03:00Z": "1", "--type content.deleted": "",
	} {
		code, out, said := command(t, append([]string{"replay", "-b", addr, "-t", "content.events", "--format", "json"}, strings.Fields(args)...)...)
		if refused := strings.Contains(said, `"valid":false`); code != 0 && code != 100 || refused != (code == 100) {
			t.Errorf("%s: exit code %d, said %s", args, code, said)
		}
		var got []string
		for line := range strings.Lines(out) {
			var r struct{ Offset json.Number }
			if err := json.Unmarshal([]byte(line), &r); err != nil {
				t.Fatal(err)
			}
			got = append(got, r.Offset.String())
		}
		if text := strings.Join(got, " "); text != want {
			t.Errorf("%s: got %s, want %s", args, text, want)
		}
	}
	code, _, said := command(t, "replay", "-b", addr, "-t", "content.events")
	if want := "content.events/0/2: unknown event: /metadata is required\ncontent.events/0/2: unknown event: /payload is required\n3 events replayed, 1 refused\n"; code != 100 || said != want {
		t.Errorf("%d, said %s\nwant %s", code, said, want)
	}

	out, said := output(t, "replay", "-b", addr, "-t", "content.events", "-o", "-2", "--prepare-group", "again")
	if out != "PARTITION  OFFSET\n        0  2\n" || said != "group again begins there in content.events: run the service with this group's name\n" {
		t.Errorf("%s%s", out, said)
	}
	if code, out, _ := command(t, "consume", "-b", addr, "-g", "again", "-e"); strings.Count(out, "\n") != 1 || code != 100 {
		t.Errorf("%d, consumed\n%s", code, out)
	}
	code, _, said = command(t, "replay", "-b", addr, "-t", "content.events", "--prepare-group", "again")
	if code != 1 || said != "mediamesh: kafka: group again has committed offsets of content.events, which would be lost: take another name, or have them overwritten\nNext: --prepare-group with another name, or --yes\n" {
		t.Errorf("%d, %s", code, said)
	}
	if out, _ := output(t, "replay", "-b", addr, "-t", "content.events", "--prepare-group", "again", "--yes", "--format", "json"); out != `{"group":"again","topic":"content.events","partition":0,"offset":0}`+"\n" {
		t.Errorf("got %s", out)
	}
}
