package cli

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// printUsage prints a command's usage in cobra's format, with the connection security flags and
// the common flags after the command's own. It does not use a template of cobra's, because
// then the linker would keep text/template and every exported method.
func printUsage(cmd *cobra.Command) error {
	cmd.LocalFlags() // adds the flags of the parent commands
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
	_, err := fmt.Fprintln(cmd.OutOrStderr(), b.String())
	return err
}

// flagGroup is a group of flags with a heading.
type flagGroup struct{ Title, Usages string }

// flagGroups groups a command's flags.
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
