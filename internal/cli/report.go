package cli

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// printVerdict prints a line of JSON, or a line of text for each violation.
func (a *app) printVerdict(w io.Writer, terminal bool, v verdict) error {
	if a.json() {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	}
	paint := painter(a.colour(terminal))
	place := paint.bold(placeText(onOneLine(v.Source), v.Line) + ":")
	what := v.about()
	for _, one := range v.Violations {
		if _, err := fmt.Fprintf(w, "%s %s: %s\n", place, what, paint.red(printable(one.String()))); err != nil {
			return err
		}
	}
	return nil
}

// about names the event.
func (v *verdict) about() string {
	what := strings.TrimSpace(printable(v.EventType) + " " + printable(v.EventID))
	if what == "" {
		return "unknown event"
	}
	return what
}

// printable keeps what a sender chose from filling the screen, and on one line. The
// rest is done where it is written; see [terminal.Writer].
func printable(s string) string {
	const most = 300
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return onOneLine(s)
}

// onOneLine keeps text that others chose from looking like more lines, or columns: to
// a terminal, and to a tabwriter, for which more characters than those are either.
func onOneLine(s string) string { return lineBreaks.Replace(strings.ToValidUTF8(s, "\ufffd")) }

var lineBreaks = strings.NewReplacer("\n", `\n`, "\r", `\r`, "\t", `\t`, "\f", `\f`, "\v", `\v`)

// A tally counts verdicts.
type tally struct{ valid, invalid int }

func (t *tally) add(v verdict) {
	if v.Valid {
		t.valid++
	} else {
		t.invalid++
	}
}

func (t tally) String() string {
	return fmt.Sprintf("%s: %s valid, %s invalid", count(t.valid+t.invalid, "event"), thousands(t.valid), thousands(t.invalid))
}
