// Package dlq owns the commands for dead letters, one file each: list, show, redrive and
// discard. It also owns what they share: the flags that select dead letters, the names of
// their topics, and how one is printed.
//
// It never prints a value of an event unless requested, and then masks personal data,
// except with --personal.
package dlq

import (
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

// Command returns the command dlq with its subcommands.
func Command(a *console.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "dlq",
		Short: "List, show, redrive or discard dead letters",
		Long: `dlq lists dead letters, the records that consumer groups could not handle. It sends
them back to their original topics once the cause is fixed, or discards those that
can never be handled.`,
		Example: `  mediamesh dlq list
  mediamesh dlq show content.events.dlq/0/17
  mediamesh dlq redrive -t content.events.dlq --dry-run
  mediamesh dlq discard content.events.dlq/0/17 -m "test data, ticket 7"`,
	}
	cmd.AddCommand(newList(a), newShow(a), newRedrive(a), newDiscard(a))
	return cmd
}
