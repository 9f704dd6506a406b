package console

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/mediamesh/events/internal/terminal"
)

func TestStreams_Colour(t *testing.T) {
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
		w.Styles = s.Colour(c.terminal)
		fmt.Fprint(w, Painter(w.Styles).Red("x"))
		if out.String() != c.want {
			t.Errorf("%v, terminal %v: got %q, want %q", c.env, c.terminal, out.String(), c.want)
		}
	}
}
