package dlq_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/mediamesh/events/internal/cli"
	"github.com/mediamesh/events/internal/cli/clitest"
	"github.com/mediamesh/events/internal/cli/console"
)

func TestDiscard(t *testing.T) {
	addr := clitest.DeadLetters(t)
	discard := func(args ...string) (code int, out, err string) {
		return clitest.Command(t, append([]string{"dlq", "discard", "-b", addr}, args...)...)
	}
	code, out, err := discard("content.events.dlq/0/1", "-m", "ticket 7", "--dry-run")
	want := `POSITION                REASON          TYPE             EVENT  KEY  GROUP
content.events.dlq/0/1  handler-failed  content.created  e-1    c-1  search
`
	if code != 0 || out != want || err != "1 dead letter would be discarded; nothing was\n" {
		t.Errorf("%d\n%s%s", code, out, err)
	}
	code, out, err = discard("content.events.dlq/0/1", "-m", "ticket 7", "--yes")
	if code != 0 || out != want || err != "1 dead letter discarded\n" {
		t.Errorf("%d\n%s%s", code, out, err)
	}
	code, out, err = discard("-t", "content.events.dlq", "--type", "content.created", "-m", "ticket 8", "--yes", "--format", "json")
	if code != 0 || !strings.Contains(out, `"position":"content.events.dlq/0/2"`) || !strings.Contains(out, `"discarded":"ticket 8"`) || err != "" {
		t.Errorf("%d\n%s%s", code, out, err)
	}
	code, _, err = discard("content.events.dlq/0/0", "content.events.dlq/0/7", "-m", "ticket 9", "--yes")
	if code != 1 || !strings.Contains(err, "there is no record content.events.dlq/0/7: the partition has offsets 0 to 2") {
		t.Errorf("%d, %s", code, err)
	}
	if out, _ := clitest.Output(t, "dlq", "list", "-b", addr); strings.Count(out, "\n") != 2 || !strings.Contains(out, "content.events.dlq/0/0") {
		t.Errorf("left:\n%s", out)
	}
	if out, _ := clitest.Output(t, "dlq", "list", "-b", addr, "--all"); strings.Count(out, "handler-failed (discarded)") != 2 {
		t.Errorf("all:\n%s", out)
	}
	if out, _ := clitest.Output(t, "dlq", "show", "-b", addr, "content.events.dlq/0/1"); !strings.Contains(out, "redriven      no\ndiscarded     ticket 7\n") {
		t.Errorf("shown:\n%s", out)
	}
	if code, _, err := clitest.Command(t, "dlq", "redrive", "-b", addr, "-t", "content.events.dlq", "--type", "content.created", "--yes"); code != 0 || err != "0 dead letters: 0 sent, 0 handled, 2 already redriven\n" {
		t.Errorf("%d, %s", code, err)
	}
}

func TestDiscard_AsksAtATerminal(t *testing.T) {
	addr := clitest.DeadLetters(t)
	for _, c := range []struct{ answer, want string }{
		{"\n", "2 dead letters. Discard? [y/N] nothing was discarded\n"},
		{"y\n", "2 dead letters. Discard? [y/N] 2 dead letters discarded\n"},
		{"y\n", "there is nothing to discard\n"},
	} {
		var stderr bytes.Buffer
		code := cli.Run(t.Context(), console.Streams{In: strings.NewReader(c.answer), InTerminal: true, Out: io.Discard, Err: &stderr, Env: func(string) string { return "" }},
			[]string{"dlq", "discard", "-b", addr, "-t", "content.events.dlq", "--reason", "handler-failed", "-m", "ticket 7"})
		if code != 0 || stderr.String() != c.want {
			t.Errorf("%q: %d, %q, want %q", c.answer, code, stderr.String(), c.want)
		}
	}
}

func TestDiscard_RefusesWrongUsage(t *testing.T) {
	for args, want := range map[string]string{
		"":                                 "mediamesh: dlq discard needs --message TEXT, the reason for discarding the dead letters\nNext: add --message \"test data, ticket 7\"\n",
		"-m x":                             "mediamesh: dlq discard needs positions, or --topic TOPIC\nNext: mediamesh dlq list shows positions and topics\n",
		"-m x -t a.dlq":                    "mediamesh: dlq discard would discard all dead letters of a.dlq\nNext: add a filter such as --key KEY, or --all\n",
		"-m x --all a.dlq/0/1":             "mediamesh: --all cannot be combined with positions\nNext: use one of them\n",
		"-m x a.dlq/0/1":                   "mediamesh: dlq discard asks before it discards, and stdin is not a terminal\nNext: add --dry-run to look first, or --yes to discard\n",
		"-m x a.dlq --yes":                 "mediamesh: \"a.dlq\" is not a position: want TOPIC/PARTITION/OFFSET, such as content.events.dlq/3/17\nNext: mediamesh dlq list shows positions\n",
		"-m x -t b.dlq a.dlq/0/1 --yes":    "mediamesh: a.dlq/0/1 is not in b.dlq\nNext: leave --topic out\n",
		"-m x -t a.dlq --reason odd --yes": "mediamesh: unknown reason \"odd\"\nNext: use one of invalid, unknown-type, unsupported-version, migration-failed, handler-failed, key-blocked\n",
	} {
		code, _, err := clitest.Command(t, append([]string{"dlq", "discard"}, strings.Fields(args)...)...)
		if code != 2 || err != want {
			t.Errorf("%q: %d, %q\nwant %q", args, code, err, want)
		}
	}
}
