package console

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// Complete completes the values of a flag in a shell.
func Complete(cmd *cobra.Command, flag string, values ...string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // there is no such flag
	}
}

// CompleteNoFiles prevents shells from completing files for flags and arguments that are
// not files.
func CompleteNoFiles(cmd *cobra.Command) {
	noFile := func(f *pflag.Flag) {
		value, _ := pflag.UnquoteUsage(f)
		_, has := cmd.GetFlagCompletionFunc(f.Name)
		if has || strings.Contains(value, "FILE") || value == "DIR" || f.Value.Type() == "bool" {
			return
		}
		Complete(cmd, f.Name)
	}
	cmd.Flags().VisitAll(noFile)
	if cmd.ValidArgsFunction == nil && cmd.Args != nil && cmd.Args(cmd, []string{"-"}) != nil {
		cmd.ValidArgsFunction = cobra.NoFileCompletions
	}
	for _, sub := range cmd.Commands() {
		CompleteNoFiles(sub)
	}
}

// DidYouMean is `; did you mean "x"?` for the closest known word, or nothing if none is
// close.
func DidYouMean(word string, known []string) string {
	if nearest := contract.Nearest(word, known); nearest != "" {
		return fmt.Sprintf("; did you mean %q?", nearest)
	}
	return ""
}
