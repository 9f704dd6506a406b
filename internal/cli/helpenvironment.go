package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// newHelpEnvironment is a topic of help: a command that cannot be run.
func newHelpEnvironment() *cobra.Command {
	return &cobra.Command{
		Use:   "environment",
		Short: "Variables that stand for flags, and those that secrets are given by",
		Long:  environmentHelp(),
	}
}

func environmentHelp() string {
	var b strings.Builder
	b.WriteString(`Every flag can be given by the environment: MEDIAMESH_ and its name in capitals,
with _ for -. The flag wins, then the variable, then the default.

Commands that connect to a cluster have the same ones; programs read them by
cluster.FromEnv. Lists are separated by commas.

`)
	row := func(variable, flag string) { fmt.Fprintf(&b, "  %-34s %s\n", variable, flag) }
	row(variableOf("brokers"), "--brokers")
	row(variableOf("timeout"), "--timeout")
	for _, f := range securityFlags {
		row(variableOf(f.name), "--"+f.name)
	}
	b.WriteString(`
Secrets are given by the environment or in files, and are no flags: everybody on
a machine sees the command lines that run there. Files are read again for each
connection.

`)
	for _, s := range secretVariables {
		row(s.name, s.usage)
	}
	row(envRegistryPassword, "the password of --registry-user")
	b.WriteString(`
Examples:
  export MEDIAMESH_CONTRACT=../orders/contract
  export MEDIAMESH_BROKERS=kafka-1:9093,kafka-2:9093 MEDIAMESH_TLS_CA=ca.pem
  export MEDIAMESH_SASL_MECHANISM=SCRAM-SHA-512 MEDIAMESH_SASL_USER=ada
  export MEDIAMESH_SASL_PASSWORD_FILE=/run/secrets/kafka-password
  mediamesh consume -g me`)
	return b.String()
}
