package console

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const (
	EnvPrefix = "MEDIAMESH_"
	// FromEnv marks a flag that was set from the environment.
	FromEnv = "from-environment"
)

// VariableOf returns the name of the variable for a flag.
func VariableOf(flag string) string {
	return EnvPrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// OnCommandLine reports whether a flag was given on the command line. The environment is
// shared by several commands, and not every command uses all of it.
func OnCommandLine(cmd *cobra.Command) func(flag string) bool {
	return func(flag string) bool {
		f := cmd.Flags().Lookup(flag)
		return f != nil && f.Changed && f.Annotations[FromEnv] == nil
	}
}

// notEmpty refuses a flag with an empty value, such as from --brokers "$UNSET": its default
// may be another cluster, or no TLS. Some flags may be empty.
func notEmpty(cmd *cobra.Command) error {
	given := OnCommandLine(cmd)
	var wrong error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !given(f.Name) || mayBeEmpty[f.Name] || wrong != nil {
			return
		}
		blank := func(v string) bool { return strings.TrimSpace(v) == "" }
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		switch {
		case !slices.ContainsFunc(values, func(v string) bool { return !blank(v) }):
			wrong = Usage("give it a value, or leave it out", "--%s is empty", f.Name)
		case slices.ContainsFunc(values, blank):
			wrong = Usage("leave out the empty value, or the comma before or after it", "--%s has an empty value among others", f.Name)
		}
	})
	return wrong
}

// mayBeEmpty are flags for which the empty value has a meaning.
var mayBeEmpty = map[string]bool{
	"key":          true, // a record's key may be empty
	"topic-prefix": true, // none
}

// FlagOf returns the name of the flag for a variable.
func FlagOf(variable string) string {
	return strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(variable, EnvPrefix)), "_", "-")
}

// fromEnvironment sets each flag that was not given from MEDIAMESH_<NAME>, if that is set.
func fromEnvironment(cmd *cobra.Command, env func(string) string) error {
	var wrong error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		name := VariableOf(f.Name)
		value := env(name)
		if f.Changed || value == "" || f.Name == "help" || wrong != nil {
			return
		}
		if err := cmd.Flags().Set(f.Name, value); err != nil {
			wrong = Usage("correct or unset "+name, "%s: %w", name, flagError(err))
			return
		}
		wrong = cmd.Flags().SetAnnotation(f.Name, FromEnv, []string{name})
	})
	return wrong
}
