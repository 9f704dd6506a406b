package verdict

import (
	"io"

	"github.com/mediamesh/events/internal/cli/console"
	finding "github.com/mediamesh/events/internal/findings"
)

// A Writer prints verdicts: each on its own or, for build servers, all violations as
// findings of one document.
type Writer struct {
	app    *console.App
	out    io.Writer
	builds finding.Writer // nil unless the output is for a build server
}

// NewWriter returns a Writer to w in the requested format.
func NewWriter(a *console.App, w io.Writer) *Writer {
	v := &Writer{app: a, out: w}
	if a.ForBuilds() {
		v.builds = a.FindingsTo(w, nil)
	}
	return v
}

// Add prints a verdict.
func (o *Writer) Add(v Verdict) error {
	if o.builds == nil {
		return v.Print(o.app, o.out, o.app.OutTerminal)
	}
	for _, one := range v.Violations {
		f := finding.Finding{Line: v.Line, Rule: one.Rule, Message: v.about() + ": " + console.Printable(one.String())}
		if v.Source != "-" {
			f.File = v.Source
		}
		if err := o.builds.Add(f); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the document.
func (o *Writer) Close() error {
	if o.builds == nil {
		return nil
	}
	return o.builds.Close()
}
