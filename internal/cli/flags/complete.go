package flags

import (
	"cmp"
	"slices"
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

// CompleteWith completes a flag with what values returns. values gets the registry of the
// contract in dir, and what was typed so far.
func CompleteWith(a *console.App, cmd *cobra.Command, flag string, dir *string, values func(reg *events.Registry, typed string) []string) {
	offer := func(cmd *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		directive := cobra.ShellCompDirectiveNoFileComp
		reg, err := EventTypes(a.Silent(), ContractDir(a, cmd, *dir))
		if err != nil {
			return nil, directive
		}
		list := values(reg, typed)
		if slices.ContainsFunc(list, func(v string) bool { return strings.HasSuffix(v, "=") }) {
			directive |= cobra.ShellCompDirectiveNoSpace
		}
		return list, directive
	}
	if err := cmd.RegisterFlagCompletionFunc(flag, offer); err != nil {
		panic(err) // there is no such flag
	}
}

// CompleteTypes completes --type with the wire names of the contract's types.
func CompleteTypes(a *console.App, cmd *cobra.Command, dir *string) {
	CompleteWith(a, cmd, "type", dir, func(reg *events.Registry, _ string) []string { return WireNames(reg) })
}

// ContractDir is the folder of the contract during completion, when flags have not been set
// from the environment yet.
func ContractDir(a *console.App, cmd *cobra.Command, dir string) string {
	if f := cmd.Flags().Lookup(contractName); f == nil || !f.Changed {
		dir = cmp.Or(a.Env(console.VariableOf(contractName)), dir)
	}
	return contractNamed(dir)
}

// WireNames returns the wire name of each event type once.
func WireNames(reg *events.Registry) []string {
	var names []string
	seen := map[string]bool{}
	for _, t := range reg.Types() {
		if !seen[t.Name()] {
			seen[t.Name()] = true
			names = append(names, t.Name())
		}
	}
	return names
}
