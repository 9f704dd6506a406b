package cli

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/terminal"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

const (
	formatText = "text"
	formatJSON = "json"
)

// app is what all commands share.
type app struct {
	Streams
	out     *terminal.Writer // to Streams.Out, in whole lines; flushed before a command waits, and at its end
	err     *terminal.Writer // to what was Streams.Err, which is this
	screen  io.Writer        // what was Streams.Err, for what moves the cursor
	raw     bool             // standard output as it is
	quiet   bool             // errors, and no other messages
	verbose bool             // what clients of a cluster do, too
	format  string           // formatText, formatJSON, or another of findings
	command string           // the command's words, "mediamesh lint"
	running bool             // the command line was right, the command has begun
}

// newApp puts the guard before the streams, which may lead to one terminal or log.
func newApp(streams Streams) *app {
	screen := new(terminal.Screen)
	cursor := screen.NewWriter(streams.Err)
	cursor.Raw = true
	a := &app{Streams: streams, out: screen.NewBufferedWriter(streams.Out, outputBuffer), err: screen.NewWriter(streams.Err), screen: cursor}
	a.Err = a.err
	a.out.Styles, a.err.Styles = a.colour(a.OutTerminal), a.colour(a.ErrTerminal)
	return a
}

// newRoot builds the command tree. Cobra, since it completes flags and
// arguments in four shells, which the smaller kong leaves to others.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "mediamesh",
		Short: "Work with event contracts and the events they describe",
		Long: `mediamesh works with event contracts and the events they describe.

Every flag can be given by the environment as well: MEDIAMESH_ and its name in
capitals, such as MEDIAMESH_BROKERS. The flag wins. "mediamesh help environment"
lists those for a cluster: TLS, users, and how secrets are given.

Data goes to standard output, all else to standard error. On both, characters and
lines that could command a terminal or a build server are escaped as in JSON,
such as \u001b for ESC; --raw leaves standard output as it is. Exit codes: 0 ok,
1 failed while running, 2 wrong flags or arguments, 100 findings in a contract
or an event, 130 interrupted, 143 terminated.`,
		Example: `  mediamesh demo
  mediamesh list
  mediamesh example content.created --count 3 | mediamesh validate`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          nil, // cobra looks up commands itself; see unknownCommand
		PersistentPreRunE: func(cmd *cobra.Command, args []string) error {
			return a.prepare(cmd, args)
		},
	}
	root.SetIn(a.In)
	root.SetOut(a.out)
	root.SetErr(a.Err)
	root.PersistentFlags().StringVar(&a.format, "format", formatText, "print results as `text|json`; json is one object a line")
	complete(root, "format", formatText, formatJSON)
	root.PersistentFlags().BoolVar(&a.raw, "raw", false, "do not escape control characters on standard output")
	root.PersistentFlags().BoolVarP(&a.quiet, "quiet", "q", false, "print no messages but errors")
	root.PersistentFlags().BoolVarP(&a.verbose, "verbose", "v", false, "print what the client of a cluster does, too")
	exclusive(root, "quiet", "verbose")
	root.Version = versionLine()
	root.SetVersionTemplate("{{.Version}}\n")
	root.SetUsageTemplate(usageTemplate)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usage(cmd.CommandPath()+" --help", "%w%s", flagError(err), didYouMeanFlag(cmd, err))
	})
	root.SetHelpCommand(newHelp(root))
	root.AddCommand(
		newDemo(a), newList(a), newDescribe(a), newSchema(a), newExample(a), newValidate(a), newMigrate(a),
		newBroker(a), newPublish(a), newConsume(a), newReplay(a), newDLQ(a), newInit(a), newGenerate(a), newLint(a), newBreaking(a), newRegistry(a),
		newVersion(a), newHelpEnvironment(), newHelpTemplate(),
	)
	completeNoFiles(root)
	return root
}

// didYouMeanFlag is didYouMean for a flag that there is not.
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

// flagError says what a flag wants in place of how Go failed to read it.
func flagError(err error) error {
	var invalid *pflag.InvalidValueError
	if !errors.As(err, &invalid) {
		return err
	}
	if invalid.GetFlag().Value.Type() == "stringSlice" { // the value may have a password in it
		return fmt.Errorf("--%s is no list: want values separated by commas, without quotation marks", invalid.GetFlag().Name)
	}
	if errors.Is(err, strconv.ErrRange) {
		return fmt.Errorf("--%s %q: %s", invalid.GetFlag().Name, invalid.GetValue(), outOfRange(invalid))
	}
	want := map[string]string{
		"int": "a whole number", "intSlice": "whole numbers separated by commas", "float64": "a number", "int64": "a whole number", "uint64": "a whole number from 0 on",
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

// prepare completes the flags from the environment before a command runs.
func (a *app) prepare(cmd *cobra.Command, args []string) error {
	if err := noEmptyArgument(cmd, args); err != nil {
		return err
	}
	if err := fromEnvironment(cmd, a.Env); err != nil {
		return err
	}
	if err := notEmpty(cmd); err != nil {
		return err
	}
	if err := a.checkExclusive(cmd); err != nil {
		return err
	}
	if err := a.checkFormat(cmd); err != nil {
		return err
	}
	a.out.Raw = a.raw
	if err := a.chooseContract(cmd); err != nil {
		return err
	}
	a.command = cmd.CommandPath()
	a.running = true
	return nil
}

func (a *app) json() bool { return a.format == formatJSON }

// say prints a message to people; programs get data and errors only.
func (a *app) say(format string, args ...any) {
	if !a.json() && !a.quiet {
		fmt.Fprintf(a.Err, format+"\n", args...)
	}
}
