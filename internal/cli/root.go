package cli

import (
	"github.com/mediamesh/events/internal/cli/authoring"
	"github.com/mediamesh/events/internal/cli/breaking"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/mediamesh/events/internal/cli/dlq"
	"github.com/mediamesh/events/internal/cli/flags"
	"github.com/mediamesh/events/internal/cli/registry"
	"github.com/mediamesh/events/internal/cli/topics"
	"github.com/spf13/cobra"
)

// newRoot builds the command tree. It uses cobra because cobra completes flags and
// arguments in four shells.
func newRoot(a *console.App) *cobra.Command {
	root := &cobra.Command{
		Use:   "mediamesh",
		Short: "Work with event contracts and the events they describe",
		Long: `mediamesh works with event contracts and the events they describe.

Every flag can also be set by an environment variable: MEDIAMESH_ and its name in
capitals, such as MEDIAMESH_BROKERS. The flag wins. "mediamesh help environment"
lists those for a cluster: TLS, users and secrets.

Data goes to standard output, everything else to standard error. On both, characters
and lines that a terminal or a build server could take for commands are escaped as in
JSON, such as \u001b for ESC; --raw leaves standard output as it is. Exit codes: 0 ok,
1 failed while running, 2 wrong flags or arguments, 100 findings in a contract
or an event, 130 interrupted, 143 terminated.`,
		Example: `  mediamesh demo
  mediamesh list
  mediamesh example content.created --count 3 | mediamesh validate`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          nil, // cobra looks up commands itself; see unknownCommand
		PersistentPreRunE: func(cmd *cobra.Command, args []string) error {
			if wantsVersion(cmd) {
				return nil // whatever the environment
			}
			if err := a.Prepare(cmd, args); err != nil {
				return err
			}
			if err := flags.ChooseContract(a, cmd); err != nil {
				return err
			}
			a.Running = true
			return nil
		},
	}
	root.SetIn(a.In)
	root.SetOut(a.Out)
	root.SetErr(a.Err)
	a.AddFlags(root)
	addVersionFlag(root)
	root.SetUsageFunc(printUsage)
	root.SetFlagErrorFunc(console.WrongFlag)
	root.SetHelpCommand(newHelp(root))
	root.AddCommand(newVersion(a), flags.EnvironmentHelp(), dlq.Command(a), breaking.Command(a), registry.Command(a))
	root.AddCommand(authoring.Commands(a)...)
	root.AddCommand(topics.Commands(a)...)
	console.CompleteNoFiles(root)
	return root
}
