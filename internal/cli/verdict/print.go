package verdict

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
)

// Print prints the verdict to w: a line of JSON, or a line of text for each violation.
func (v Verdict) Print(a *console.App, w io.Writer, terminal bool) error {
	if a.JSON() {
		enc := json.NewEncoder(w)
		enc.SetEscapeHTML(false)
		return enc.Encode(v)
	}
	paint := console.Painter(a.Colour(terminal))
	place := paint.Bold(console.PlaceText(console.OnOneLine(v.Source), v.Line) + ":")
	what := v.about()
	for _, one := range v.Violations {
		if _, err := fmt.Fprintf(w, "%s %s: %s\n", place, what, paint.Red(console.Printable(one.String()))); err != nil {
			return err
		}
	}
	return nil
}

// about identifies the event.
func (v *Verdict) about() string {
	what := strings.TrimSpace(console.Printable(v.EventType) + " " + console.Printable(v.EventID))
	if what == "" {
		return "unknown event"
	}
	return what
}

// A Tally counts verdicts.
type Tally struct{ Valid, Invalid int }

// Add counts a verdict.
func (t *Tally) Add(v Verdict) {
	if v.Valid {
		t.Valid++
	} else {
		t.Invalid++
	}
}

// String is the counts as text.
func (t Tally) String() string {
	return fmt.Sprintf("%s: %s valid, %s invalid", console.Count(t.Valid+t.Invalid, "event"), console.Thousands(t.Valid), console.Thousands(t.Invalid))
}
