package cli

import "github.com/spf13/cobra"

func newRegistry(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "registry",
		Short: "Bring a contract into a schema registry, compare it, and get it back",
		Long: `registry works with a schema registry that has Confluent's API: Confluent's own,
Redpanda, Karapace, Apicurio (https://HOST/apis/ccompat/v7).

Each event's JSON Schema has a subject, named as --subjects says:

  record        content.created, for all topics; the default
  topic         content.created-value, which takes a topic for each event type
  topic-record  content.events-content.created

A new major of an event follows the older one under the same subject.`,
		Example: `  mediamesh registry register --registry https://registry.example.com:8081 --dry-run
  MEDIAMESH_REGISTRY=https://registry.example.com:8081 mediamesh registry check
  mediamesh registry pull released --registry https://registry.example.com:8081`,
	}
	cmd.AddCommand(newRegistryRegister(a), newRegistryCheck(a), newRegistryPull(a))
	return cmd
}
