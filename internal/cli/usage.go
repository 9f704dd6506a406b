package cli

import (
	"fmt"
	"io"
	"strings"

	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// printUsage prints a command's usage as cobra does, with the flags that protect connections
// and those that all commands have behind a command's own. It is no template of cobra's: that
// would bring text/template into the program, see internal/template.
func printUsage(cmd *cobra.Command) error {
	cmd.LocalFlags() // which adds those of the commands above
	var b strings.Builder
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "Usage:\n  %s [command]", cmd.CommandPath())
	} else {
		fmt.Fprintf(&b, "Usage:\n  %s", cmd.UseLine())
	}
	if cmd.HasExample() {
		fmt.Fprintf(&b, "\n\nExamples:\n%s", cmd.Example)
	}
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n\nAvailable Commands:")
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() || c.Name() == "help" {
				fmt.Fprintf(&b, "\n  %-*s %s", c.NamePadding(), c.Name(), c.Short)
			}
		}
	}
	for _, g := range flagGroups(cmd) {
		fmt.Fprintf(&b, "\n\n%s:\n%s", g.Title, g.Usages)
	}
	if cmd.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n\nUse \"%s [command] --help\" for more about a command.", cmd.CommandPath())
	}
	b.WriteByte('\n')
	_, err := io.WriteString(cmd.OutOrStderr(), b.String())
	return err
}

// flagGroup is flags under one heading.
type flagGroup struct{ Title, Usages string }

// flagGroups parts a command's flags.
func flagGroups(cmd *cobra.Command) (groups []flagGroup) {
	own, secure, all := new(pflag.FlagSet), new(pflag.FlagSet), new(pflag.FlagSet)
	root := cmd.Root().PersistentFlags()
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		switch {
		case flags.IsSecurity(f):
			secure.AddFlag(f)
		case f.Name == "help" || root.Lookup(f.Name) == f:
			all.AddFlag(f)
		default:
			own.AddFlag(f)
		}
	})
	for _, g := range []struct {
		title string
		flags *pflag.FlagSet
	}{{"Flags", own}, {"TLS and SASL flags", secure}, {"Flags of every command", all}} {
		if g.flags.HasAvailableFlags() {
			groups = append(groups, flagGroup{g.title, strings.TrimRight(g.flags.FlagUsages(), "\n")})
		}
	}
	return groups
}
