package cli

import (
	"io"

	finding "github.com/mediamesh/events/internal/findings"
)

// verdictsOut prints verdicts: each by itself, or their violations as findings
// of one document.
type verdictsOut struct {
	*app
	out    io.Writer
	builds finding.Writer // nil unless a build server reads them
}

func (a *app) verdictsTo(w io.Writer) *verdictsOut {
	v := &verdictsOut{app: a, out: w}
	if a.forBuilds() {
		v.builds = a.findingsTo(w, nil)
	}
	return v
}

func (o *verdictsOut) add(v verdict) error {
	if o.builds == nil {
		return o.printVerdict(o.out, o.OutTerminal, v)
	}
	for _, one := range v.Violations {
		f := finding.Finding{Line: v.Line, Rule: one.Rule, Message: v.about() + ": " + printable(one.String())}
		if v.Source != "-" {
			f.File = v.Source
		}
		if err := o.builds.Add(f); err != nil {
			return err
		}
	}
	return nil
}

func (o *verdictsOut) Close() error {
	if o.builds == nil {
		return nil
	}
	return o.builds.Close()
}
