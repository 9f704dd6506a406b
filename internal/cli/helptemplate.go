package cli

import (
	"strings"

	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageTemplate is cobra's, with the connection security flags and the common flags after a
// command's own.
const usageTemplate = `Usage:{{if not .HasAvailableSubCommands}}
  {{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}
  {{.CommandPath}} [command]{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Available Commands:{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{range flagGroups .}}

{{.Title}}:
{{.Usages}}{{end}}{{if .HasAvailableSubCommands}}

Use "{{.CommandPath}} [command] --help" for more about a command.{{end}}
`

func init() { cobra.AddTemplateFunc("flagGroups", flagGroups) }

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
