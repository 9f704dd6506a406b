package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

func newHelp(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "help [COMMAND]",
		Short:   "Explain a command",
		Example: "  mediamesh help validate",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err == nil && len(rest) > 0 && cmd != root {
				err = usage("mediamesh help", "%s has no command %q", wordsOf(cmd), strings.Join(rest, " "))
				return err
			}
			if err != nil {
				return unknownCommand(root, err)
			}
			cmd.InitDefaultHelpFlag()
			return cmd.Help()
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return commandNames(root), cobra.ShellCompDirectiveNoFileComp
		},
	}
}
