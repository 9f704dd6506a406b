package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"syscall"
	"testing"

	"github.com/mediamesh/events/internal/terminal"
)

func TestExitCodes(t *testing.T) {
	for _, c := range []struct {
		err  error
		code int
		text string // printed
	}{
		{nil, 0, ""},
		{errors.New("broke"), 1, "mediamesh: broke\n"},
		{failed(errors.New("broke"), "mend it"), 1, "mediamesh: broke\nNext: mend it\n"},
		{usage("look it up", "no %q", "x"), 2, "mediamesh: no \"x\"\nNext: look it up\n"},
		{findings(), 100, ""},
		{context.Canceled, 130, ""},
		{failed(fmt.Errorf("reading: %w", context.Canceled), ""), 130, ""},
		{errors.Join(context.Canceled, errors.New("broke")), 130, ""},
		{errors.Join(context.Canceled, errTerminated, errors.New("broke")), 143, ""},
		{fmt.Errorf("write: %w", syscall.EPIPE), 141, ""},
	} {
		var out strings.Builder
		if c.err != nil {
			printError(&out, formatText, c.err)
		}
		if code := exitCode(c.err); code != c.code || out.String() != c.text {
			t.Errorf("%v: got %d, %q, want %d, %q", c.err, code, out.String(), c.code, c.text)
		}
	}
}

func TestColour(t *testing.T) {
	for _, c := range []struct {
		env      map[string]string
		terminal bool
		want     string
	}{
		{nil, true, "\x1b[31mx\x1b[0m"},
		{nil, false, "x"},
		{map[string]string{"NO_COLOR": "1"}, true, "x"},
		{map[string]string{"TERM": "dumb"}, true, "x"},
	} {
		s := Streams{Env: func(name string) string { return c.env[name] }}
		var out bytes.Buffer
		w := terminal.NewWriter(&out)
		w.Styles = s.colour(c.terminal)
		fmt.Fprint(w, painter(w.Styles).red("x"))
		if out.String() != c.want {
			t.Errorf("%v, terminal %v: got %q, want %q", c.env, c.terminal, out.String(), c.want)
		}
	}
}

func TestPrintable(t *testing.T) {
	for in, want := range map[string]string{
		"evt-1": "evt-1", "größe 🎬": "größe 🎬", "a\nb\tc\r": `a\nb\tc\r`,
		strings.Repeat("é", 200): strings.Repeat("é", 150) + "…",
	} {
		if got := printable(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: got %q, want %q", n, got, want)
		}
	}
}
