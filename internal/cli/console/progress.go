package console

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// progress shows on a terminal how far a piece of work is; elsewhere nothing.
type ProgressBar struct {
	out   io.Writer // nil where it is not shown
	label string
	Total int
	shown time.Time
}

// redraw is the shortest time between two drawings of the bar.
const redraw = 50 * time.Millisecond

// Progress returns a bar for a piece of work of total parts, on standard error.
func (a *App) Progress(label string, total int) *ProgressBar {
	p := &ProgressBar{label: label, Total: total}
	if a.ErrTerminal && !a.JSON() {
		p.out = a.screen
	}
	return p
}

// At shows that n are done.
func (p *ProgressBar) At(n int) {
	if p.out == nil || n < p.Total && time.Since(p.shown) < redraw {
		return
	}
	p.shown = time.Now()
	const width = 30
	full := width * n / max(p.Total, 1)
	fmt.Fprintf(p.out, "\r%-12s [%s%s] %s of %s", p.label,
		strings.Repeat("=", full), strings.Repeat(" ", width-full), Thousands(n), Thousands(p.Total))
}

// End leaves the terminal's line.
func (p *ProgressBar) End() {
	if p.out != nil && !p.shown.IsZero() {
		fmt.Fprintln(p.out)
	}
}
