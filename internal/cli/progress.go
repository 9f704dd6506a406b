package cli

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// progress shows on a terminal how far a piece of work is; elsewhere nothing.
type progress struct {
	out   io.Writer // nil where nobody looks
	label string
	total int
	shown time.Time
}

// redraw is how often a person sees the bar move.
const redraw = 50 * time.Millisecond

func (a *app) progress(label string, total int) *progress {
	p := &progress{label: label, total: total}
	if a.ErrTerminal && !a.json() {
		p.out = a.screen
	}
	return p
}

// at shows that n are done.
func (p *progress) at(n int) {
	if p.out == nil || n < p.total && time.Since(p.shown) < redraw {
		return
	}
	p.shown = time.Now()
	const width = 30
	full := width * n / max(p.total, 1)
	fmt.Fprintf(p.out, "\r%-12s [%s%s] %s of %s", p.label,
		strings.Repeat("=", full), strings.Repeat(" ", width-full), thousands(n), thousands(p.total))
}

// end leaves the terminal's line.
func (p *progress) end() {
	if p.out != nil && !p.shown.IsZero() {
		fmt.Fprintln(p.out)
	}
}
