package cli

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

// findingsFlag has a command print findings, in all of their formats. It puts
// a flag of its own before the one that all commands share.
func (a *app) findingsFlag(cmd *cobra.Command) {
	names := findingFormats()
	cmd.Flags().StringVar(&a.format, "format", formatText, "print findings as `"+strings.Join(names, "|")+"`; json is one object a line")
	complete(cmd, "format", names...)
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
func (a *app) checkFormat(cmd *cobra.Command) error {
	known := []string{formatText, formatJSON}
	if cmd.Annotations[formatsKey] != "" {
		known = findingFormats()
	}
	switch {
	case slices.Contains(known, a.format):
		return nil
	case slices.Contains(findingFormats(), a.format):
		return usage("use --format text or --format json", "%s prints no findings, so it has no format %s", wordsOf(cmd), a.format)
	}
	last := len(known) - 1
	next := "use --format " + strings.Join(known[:last], ", --format ") + " or --format " + known[last]
	return usage(next, "there is no format %q%s", a.format, didYouMean(a.format, known))
}

// forBuilds tells that findings go to a build server, as one document.
func (a *app) forBuilds() bool { return a.format != formatText && a.format != formatJSON }

// findingsTo returns what prints findings, in the format asked for.
func (a *app) findingsTo(w io.Writer, rules []finding.Rule) finding.Writer {
	paint := painter(a.colour(a.OutTerminal && w == io.Writer(a.out) || a.ErrTerminal && w == a.Err))
	tool := finding.Tool{Name: a.command, Rules: rules, Place: paint.bold, Emphasis: paint.red}
	if info, ok := debug.ReadBuildInfo(); ok {
		tool.Version = info.Main.Version
	}
	if finding.Format(a.format) == finding.GitHub {
		w = a.commands(w)
	}
	out, err := finding.NewWriter(w, finding.Format(a.format), tool)
	if err != nil {
		panic(fmt.Sprintf("cli: %v", err)) // checkFormat has let it through
	}
	return out
}

// commands returns a writer to the same stream, whose lines may be commands for a build
// server.
func (a *app) commands(w io.Writer) io.Writer {
	switch w {
	case io.Writer(a.out):
		return a.out.Commands()
	case io.Writer(a.err):
		return a.err.Commands()
	}
	return w
}

// printFindings prints findings as a whole document.
func (a *app) printFindings(w io.Writer, rules []finding.Rule, list []finding.Finding) error {
	out := a.findingsTo(w, rules)
	for _, f := range list {
		if err := out.Add(f); err != nil {
			return err
		}
	}
	return out.Close()
}
