package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// complete offers the values of a flag to the shell.
func complete(cmd *cobra.Command, flag string, values ...string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // there is no such flag
	}
}

// completeWith offers what values returns for a flag. It gets the registry of the
// contract in dir, and what was typed so far.
func completeWith(a *app, cmd *cobra.Command, flag string, dir *string, values func(reg *events.Registry, typed string) []string) {
	offer := func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		quiet := &app{Streams: a.Streams, format: formatText}
		quiet.Err = io.Discard
		directive := cobra.ShellCompDirectiveNoFileComp
		reg, err := quiet.registryOf(a.contractDir(cmd, *dir))
		if err != nil {
			return nil, directive
		}
		list := values(reg, typed)
		if slices.ContainsFunc(list, func(v string) bool { return strings.HasSuffix(v, "=") }) {
			directive |= cobra.ShellCompDirectiveNoSpace
		}
		return list, directive
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // there is no such flag
	}
}

// completeNoFiles keeps shells from offering files for flags and arguments that are none.
func completeNoFiles(cmd *cobra.Command) {
	noFile := func(f *pflag.Flag) {
		value, _ := pflag.UnquoteUsage(f)
		_, has := cmd.GetFlagCompletionFunc(f.Name)
		if has || strings.Contains(value, "FILE") || value == "DIR" || f.Value.Type() == "bool" {
			return
		}
		complete(cmd, f.Name)
	}
	cmd.Flags().VisitAll(noFile)
	if cmd.ValidArgsFunction == nil && cmd.Args != nil && cmd.Args(cmd, []string{"-"}) != nil {
		cmd.ValidArgsFunction = cobra.NoFileCompletions
	}
	for _, sub := range cmd.Commands() {
		completeNoFiles(sub)
	}
}

// didYouMean is `; did you mean "x"?` for the nearest of the known words, or
// nothing if none is near.
func didYouMean(word string, known []string) string {
	if nearest := contract.Nearest(word, known); nearest != "" {
		return fmt.Sprintf("; did you mean %q?", nearest)
	}
	return ""
}
