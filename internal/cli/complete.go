package cli

import (
	"fmt"

	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
)

// complete offers the values of a flag to the shell.
func complete(cmd *cobra.Command, flag string, values ...string) {
	if err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp)); err != nil {
		panic(err) // there is no such flag
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
