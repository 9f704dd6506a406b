package cli

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// fromEnvironment sets each flag that was not given from MEDIAMESH_<NAME>, if
// that is set.
func fromEnvironment(cmd *cobra.Command, env func(string) string) error {
	var wrong error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := "MEDIAMESH_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		value := env(name)
		if f.Changed || value == "" || f.Name == "help" || wrong != nil {
			return
		}
		if err := cmd.Flags().Set(f.Name, value); err != nil {
			wrong = usage("correct or unset "+name, "%s: %w", name, err)
		}
	})
	return wrong
}
