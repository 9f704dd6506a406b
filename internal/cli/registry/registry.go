// Package registry owns the commands for a schema registry, one file each: check, pull and
// register.
//
// It never decides how subjects are named or which schema is registered under one;
// internal/subjects does.
package registry

import (
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

// Command returns the command registry with its subcommands.
func Command(a *console.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "registry",
		Short: "Register, check and pull a contract's schemas in a schema registry",
		Long: `registry works with a schema registry that has Confluent's API: Confluent's own,
Redpanda, Karapace, Apicurio (https://HOST/apis/ccompat/v7).

Each event's JSON Schema has a subject, named as --subjects says:

  record        content.created, for all topics; the default
  topic         content.created-value, which needs a topic for each event type
  topic-record  content.events-content.created

A new major of an event follows the older one under the same subject.`,
		Example: `  mediamesh registry register --registry https://registry.example.com:8081 --dry-run
  MEDIAMESH_REGISTRY=https://registry.example.com:8081 mediamesh registry check
  mediamesh registry pull released --registry https://registry.example.com:8081`,
	}
	cmd.AddCommand(newRegister(a), newCheck(a), newPull(a))
	return cmd
}
