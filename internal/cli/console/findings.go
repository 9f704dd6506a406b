package console

import (
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"

	finding "github.com/mediamesh/events/internal/findings"
	"github.com/spf13/cobra"
)

// formatsKey annotates a command that prints findings.
const formatsKey = "prints-findings"

// FindingsFlag adds a --format flag with all formats of findings to a command. It replaces
// the flag that all commands share.
func (a *App) FindingsFlag(cmd *cobra.Command) {
	names := findingFormats()
	cmd.Flags().StringVar(&a.Format, "format", FormatText, "print findings as `"+strings.Join(names, "|")+"`; json is one object per line")
	Complete(cmd, "format", names...)
	if cmd.Annotations == nil {
		cmd.Annotations = map[string]string{}
	}
	cmd.Annotations[formatsKey] = "yes"
}

func findingFormats() []string {
	var names []string
	for _, f := range finding.Formats() {
		names = append(names, string(f))
	}
	return names
}

// checkFormat refuses formats that the command does not print.
func (a *App) checkFormat(cmd *cobra.Command) error {
	known := []string{FormatText, FormatJSON}
	if cmd.Annotations[formatsKey] != "" {
		known = findingFormats()
	}
	switch {
	case slices.Contains(known, a.Format):
		return nil
	case slices.Contains(findingFormats(), a.Format):
		return Usage("use --format text or --format json", "%s prints no findings, so it has no format %s", WordsOf(cmd), a.Format)
	}
	last := len(known) - 1
	next := "use --format " + strings.Join(known[:last], ", --format ") + " or --format " + known[last]
	return Usage(next, "unknown format %q%s", a.Format, DidYouMean(a.Format, known))
}

// ForBuilds reports whether findings are printed as one document for a build server.
func (a *App) ForBuilds() bool { return a.Format != FormatText && a.Format != FormatJSON }

// FindingsTo returns a writer of findings in the requested format.
func (a *App) FindingsTo(w io.Writer, rules []finding.Rule) finding.Writer {
	paint := Painter(a.Colour(a.OutTerminal && w == io.Writer(a.Out) || a.ErrTerminal && w == a.Err))
	tool := finding.Tool{Name: a.command, Rules: rules, Place: paint.Bold, Emphasis: paint.Red}
	if info, ok := debug.ReadBuildInfo(); ok {
		tool.Version = info.Main.Version
	}
	if finding.Format(a.Format) == finding.GitHub {
		w = a.commands(w)
	}
	out, err := finding.NewWriter(w, finding.Format(a.Format), tool)
	if err != nil {
		panic(fmt.Sprintf("cli: %v", err)) // checkFormat has accepted it
	}
	return out
}

// commands returns a writer to the same stream whose lines may be commands for a build
// server.
func (a *App) commands(w io.Writer) io.Writer {
	switch w {
	case io.Writer(a.Out):
		return a.Out.Commands()
	case io.Writer(a.err):
		return a.err.Commands()
	}
	return w
}

// PrintFindings prints findings as a whole document.
func (a *App) PrintFindings(w io.Writer, rules []finding.Rule, list []finding.Finding) error {
	out := a.FindingsTo(w, rules)
	for _, f := range list {
		if err := out.Add(f); err != nil {
			return err
		}
	}
	return out.Close()
}
