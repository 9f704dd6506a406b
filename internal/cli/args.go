package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// arguments checks how many arguments there are, and names what is missing.
func arguments(least, most int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		next := cmd.CommandPath() + " --help"
		switch {
		case len(args) < least:
			_, want, _ := strings.Cut(cmd.Use, " ")
			return usage(next, "%s needs %s", cmd.CommandPath(), want)
		case len(args) > most && most == 0:
			return usage(next, "%s takes no arguments, and %q is one", cmd.CommandPath(), args[0])
		case len(args) > most:
			return usage(next, "%s takes %d argument, and %q is one more", cmd.CommandPath(), most, args[most])
		}
		return nil
	}
}
