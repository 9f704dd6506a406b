package cli

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/mediamesh/events/internal/cli/console"
	"github.com/spf13/cobra"
)

// Run runs one command line and returns its exit code.
func Run(ctx context.Context, streams console.Streams, args []string) int {
	a := console.NewApp(streams)
	root := newRoot(a)
	root.InitDefaultCompletionCmd()
	refuseUnknown(root)
	root.SetArgs(args)
	err := execute(ctx, a, root)
	if err != nil && ctx.Err() != nil {
		err = errors.Join(ctx.Err(), context.Cause(ctx), err) // the failure was caused by the interruption
	}
	if err != nil {
		console.PrintError(a.Err, errorFormat(args, a.Env), err)
	}
	return console.ExitCode(err)
}

func execute(ctx context.Context, a *console.App, root *cobra.Command) error {
	err := root.ExecuteContext(ctx)
	flushed := a.Out.Flush()
	var f *console.Failure
	switch {
	case err == nil:
		return flushed
	case a.Running, errors.As(err, &f):
		return err
	case flushed != nil:
		return flushed // why help or completion failed
	}
	if strings.HasPrefix(err.Error(), unknownPrefix) {
		return unknownCommand(root, err)
	}
	return console.Usage("mediamesh help", "%w", err) // another usage error of cobra's
}

// refuseUnknown makes commands that only have subcommands print their help, and refuse
// words that are not subcommands. Cobra alone prints help and exits 0.
func refuseUnknown(cmd *cobra.Command) {
	for _, c := range cmd.Commands() {
		refuseUnknown(c)
	}
	if cmd.Runnable() || !cmd.HasAvailableSubCommands() {
		return
	}
	if cmd.HasParent() {
		cmd.Args = cobra.ArbitraryArgs // cobra looks up those of the root
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		switch {
		case wantsVersion(cmd):
			_, err := fmt.Fprintln(cmd.OutOrStdout(), versionOf())
			return err
		case len(args) == 0:
			return cmd.Help()
		case cmd.HasParent():
			return console.Usage(cmd.CommandPath()+" --help", "%s has no command %q%s", console.WordsOf(cmd), args[0], didYouMeanCommand(args[0], cmd))
		}
		return console.Usage("mediamesh help", "unknown command %q%s", args[0], didYouMeanCommand(args[0], cmd))
	}
}

const unknownPrefix = "unknown command "

// unknownCommand replaces cobra's error for an unknown command, with our suggestions.
func unknownCommand(root *cobra.Command, err error) error {
	quoted, _ := strconv.QuotedPrefix(strings.TrimPrefix(err.Error(), unknownPrefix))
	word, _ := strconv.Unquote(quoted)
	return console.Usage("mediamesh help", "unknown command %q%s", word, didYouMeanCommand(word, root))
}

// didYouMeanCommand is DidYouMean for the subcommands of a command. It knows other tools'
// names for them.
func didYouMeanCommand(word string, below *cobra.Command) string {
	for _, c := range below.Commands() {
		if slices.Contains(c.SuggestFor, word) {
			return console.DidYouMean(c.Name(), []string{c.Name()})
		}
	}
	return console.DidYouMean(word, commandNames(below))
}

func commandNames(cmd *cobra.Command) []string {
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	if !cmd.HasParent() {
		names = append(names, "help")
	}
	return names
}

// errorFormat is the requested format, even if the flags could not be parsed.
func errorFormat(args []string, env func(string) string) string {
	i := slices.Index(args, "--format")
	switch {
	case slices.Contains(args, "--format=json"), i >= 0 && i+1 < len(args) && args[i+1] == console.FormatJSON:
		return console.FormatJSON
	case i < 0 && !slices.ContainsFunc(args, func(arg string) bool { return strings.HasPrefix(arg, "--format=") }):
		return env(console.VariableOf("format"))
	}
	return console.FormatText
}
