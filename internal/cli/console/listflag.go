package console

import (
	"strings"

	"github.com/spf13/pflag"
)

// listFlag is a flag of comma-separated values that may be given more than once. It keeps
// empty values, such as from an unset variable; pflag's own list drops them.
type listFlag struct {
	values *[]string
	given  bool // otherwise the values are the default
}

// ListVarP declares such a flag; its short form may be "".
func ListVarP(flags *pflag.FlagSet, values *[]string, name, short string, byDefault []string, usage string) {
	*values = byDefault
	flags.VarP(&listFlag{values: values}, name, short, usage)
}

// Set implements [pflag.Value].
func (f *listFlag) Set(text string) error {
	if !f.given {
		*f.values, f.given = nil, true
	}
	*f.values = append(*f.values, strings.Split(text, ",")...)
	return nil
}

// Type implements [pflag.Value].
func (*listFlag) Type() string { return "stringSlice" }

// String implements [pflag.Value].
func (f *listFlag) String() string {
	if f.values == nil || len(*f.values) == 0 {
		return ""
	}
	return "[" + strings.Join(*f.values, ",") + "]"
}

// Append implements [pflag.SliceValue].
func (f *listFlag) Append(value string) error {
	*f.values = append(*f.values, value)
	return nil
}

// Replace implements [pflag.SliceValue].
func (f *listFlag) Replace(values []string) error {
	*f.values, f.given = values, true
	return nil
}

// GetSlice implements [pflag.SliceValue].
func (f *listFlag) GetSlice() []string { return *f.values }
