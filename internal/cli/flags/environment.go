package flags

import (
	"fmt"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

// EnvironmentHelp returns the help topic "environment", a command that cannot be run.
func EnvironmentHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "environment",
		Short: "Environment variables for flags and secrets",
		Long:  environmentText(),
	}
}

func environmentText() string {
	var b strings.Builder
	b.WriteString(`Every flag can be set by an environment variable: MEDIAMESH_ and its name in
capitals, with _ for -. The flag wins, then the variable, then the default.

Commands that connect to a cluster have the same ones; programs read them by
cluster.FromEnv. Lists are separated by commas.

`)
	row := func(variable, flag string) { fmt.Fprintf(&b, "  %-34s %s\n", variable, flag) }
	row(console.VariableOf("brokers"), "--brokers")
	row(console.VariableOf("timeout"), "--timeout")
	for _, f := range securityFlags {
		row(console.VariableOf(f.name), "--"+f.name)
	}
	b.WriteString(`
Secrets come from the environment or from files, never from flags: everyone on a
machine can see the command lines that run there. Files are read again for each
connection.

`)
	for _, s := range secretVariables {
		row(s.name, s.usage)
	}
	row(EnvRegistryPassword, "the password of --registry-user")
	b.WriteString(`
Examples:
  export MEDIAMESH_CONTRACT=../orders/contract
  export MEDIAMESH_BROKERS=kafka-1:9093,kafka-2:9093 MEDIAMESH_TLS_CA=ca.pem
  export MEDIAMESH_SASL_MECHANISM=SCRAM-SHA-512 MEDIAMESH_SASL_USER=ada
  export MEDIAMESH_SASL_PASSWORD_FILE=/run/secrets/kafka-password
  mediamesh consume -g me`)
	return b.String()
}
