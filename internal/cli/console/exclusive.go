package console

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// excludes annotates a flag with those that it cannot be combined with.
const excludes = "excludes"

// Exclusive marks two flags of a command that cannot be combined.
func Exclusive(cmd *cobra.Command, one, other string) {
	f := cmd.Flag(one)
	if f.Annotations == nil {
		f.Annotations = make(map[string][]string)
	}
	f.Annotations[excludes] = append(f.Annotations[excludes], other)
}

// checkExclusive refuses flags that cannot be combined. A flag on the command line takes
// precedence over one from the environment.
func (a *App) checkExclusive(cmd *cobra.Command) error {
	var wrong error
	template, format := cmd.Flags().Lookup("template"), cmd.Flags().Lookup("format")
	if template != nil && a.JSON() && set(template) {
		wrong = separate(template, format) // text is the default format
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		for _, name := range f.Annotations[excludes] {
			if other := cmd.Flags().Lookup(name); wrong == nil && other != nil && set(f) && set(other) {
				wrong = separate(f, other)
			}
		}
	})
	return wrong
}

// set reports whether a flag has an effect: --quiet=false does not.
func set(f *pflag.Flag) bool {
	return f.Changed && (f.Value.Type() != "bool" || f.Value.String() == "true")
}

// separate resets the flag that came from the environment, or refuses both.
func separate(one, other *pflag.Flag) error {
	byEnv, otherByEnv := one.Annotations[FromEnv] != nil, other.Annotations[FromEnv] != nil
	switch {
	case byEnv && !otherByEnv:
		return reset(one)
	case otherByEnv && !byEnv:
		return reset(other)
	}
	return Usage("leave out one of them", "%s and %s cannot be combined", SourceOf(one), SourceOf(other))
}

func reset(f *pflag.Flag) error {
	f.Changed = false
	return f.Value.Set(f.DefValue)
}

// SourceOf names where a flag's value comes from: the flag, or its variable.
func SourceOf(f *pflag.Flag) string {
	if f.Annotations[FromEnv] != nil {
		return VariableOf(f.Name)
	}
	return "--" + f.Name
}
