package console

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// progress shows the progress of a task on a terminal, and nothing elsewhere.
type ProgressBar struct {
	out   io.Writer // nil if not shown
	label string
	Total int
	shown time.Time
}

// redraw is the shortest time between two updates of the bar.
const redraw = 50 * time.Millisecond

// Progress returns a progress bar for a task of total parts, on standard error.
func (a *App) Progress(label string, total int) *ProgressBar {
	p := &ProgressBar{label: label, Total: total}
	if a.ErrTerminal && !a.JSON() {
		p.out = a.screen
	}
	return p
}

// At shows that n parts are done.
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

// End moves the cursor to the next line.
func (p *ProgressBar) End() {
	if p.out != nil && !p.shown.IsZero() {
		fmt.Fprintln(p.out)
	}
}
