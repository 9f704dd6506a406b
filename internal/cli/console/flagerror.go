package console

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// WrongFlag turns cobra's error about a flag into a Failure.
func WrongFlag(cmd *cobra.Command, err error) error {
	return Usage(cmd.CommandPath()+" --help", "%w%s", flagError(err), didYouMeanFlag(cmd, err))
}

// didYouMeanFlag is DidYouMean for an unknown flag.
func didYouMeanFlag(cmd *cobra.Command, err error) string {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) || unknown.GetSpecifiedShortnames() != "" {
		return ""
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	if nearest := contract.Nearest(unknown.GetSpecifiedName(), names); nearest != "" {
		return "; did you mean --" + nearest + "?"
	}
	return ""
}

// flagError says what a flag expects, instead of how Go failed to parse it.
func flagError(err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return err
	}
	if invalid.GetFlag().Value.Type() == "stringSlice" { // the value may contain a password
		return fmt.Errorf("--%s is not a list: want values separated by commas, without quotation marks", invalid.GetFlag().Name)
	}
	if errors.Is(err, strconv.ErrRange) {
		return fmt.Errorf("--%s %q: %s", invalid.GetFlag().Name, invalid.GetValue(), outOfRange(invalid))
	}
	want := map[string]string{
		"int": "a whole number", "intSlice": "whole numbers separated by commas", "float64": "a number", "int64": "a whole number", "uint64": "a whole number, 0 or more",
		"duration": "a duration such as 10s", "bool": "true or false",
	}[invalid.GetFlag().Value.Type()]
	if want == "" {
		return err
	}
	return fmt.Errorf("--%s %q: want %s", invalid.GetFlag().Name, invalid.GetValue(), want)
}

// outOfRange says which limit a number exceeds.
func outOfRange(invalid *pflag.InvalidValueError) string {
	if strings.HasPrefix(invalid.GetValue(), "-") {
		return "too small"
	}
	limit := map[string]uint64{"int": math.MaxInt, "int64": math.MaxInt64, "uint64": math.MaxUint64}[invalid.GetFlag().Value.Type()]
	if limit == 0 {
		return "too large"
	}
	return "too large; want at most " + strconv.FormatUint(limit, 10)
}
