package console

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/mediamesh/events/internal/terminal"
	"github.com/spf13/cobra"
)

// Output formats of commands, besides those of findings.
const (
	FormatText = "text"
	FormatJSON = "json"
)

// An App is what all commands share. Its Out replaces the one of its Streams.
type App struct {
	Streams
	Out     *terminal.Writer // to Streams.Out, in whole lines; flushed before a command waits, and at its end
	Quiet   bool             // print errors, and no other messages
	Verbose bool             // also print what Kafka clients do
	Format  string           // formatText, formatJSON, or another format of findings
	Running bool             // the command line was valid and the command has begun

	err     *terminal.Writer // to what was Streams.Err, which is this
	screen  io.Writer        // the original Streams.Err, for output that moves the cursor
	raw     bool             // print standard output unescaped
	command string           // the command's words, "mediamesh lint"
}

// NewApp puts the escaping writer before both streams, which may go to the same terminal or
// log.
func NewApp(streams Streams) *App {
	screen := new(terminal.Screen)
	cursor := screen.NewWriter(streams.Err)
	cursor.Raw = true
	a := &App{Streams: streams, Out: screen.NewBufferedWriter(streams.Out, outputBuffer), err: screen.NewWriter(streams.Err), screen: cursor}
	a.Err = a.err
	a.Out.Styles, a.err.Styles = a.Colour(a.OutTerminal), a.Colour(a.ErrTerminal)
	return a
}

// AddFlags adds the flags of every command to the root.
func (a *App) AddFlags(root *cobra.Command) {
	root.PersistentFlags().StringVar(&a.Format, "format", FormatText, "print results as `text|json`; json is one object per line")
	Complete(root, "format", FormatText, FormatJSON)
	root.PersistentFlags().BoolVar(&a.raw, "raw", false, "do not escape control characters on standard output")
	root.PersistentFlags().BoolVarP(&a.Quiet, "quiet", "q", false, "print no messages except errors")
	root.PersistentFlags().BoolVarP(&a.Verbose, "verbose", "v", false, "also print what the Kafka client does")
	Exclusive(root, "quiet", "verbose")
}

// Prepare completes the flags from the environment before a command runs.
func (a *App) Prepare(cmd *cobra.Command, args []string) error {
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
	a.Out.Raw = a.raw
	a.command = cmd.CommandPath()
	return nil
}

// Silent returns an app that prints nothing, for shell completion.
func (a *App) Silent() *App {
	quiet := &App{Streams: a.Streams, Format: FormatText}
	quiet.Err = io.Discard
	return quiet
}

// JSON reports whether the output is for programs.
func (a *App) JSON() bool { return a.Format == FormatJSON }

// Say prints a message in text format; in JSON format only data and errors are printed.
func (a *App) Say(format string, args ...any) {
	if !a.JSON() && !a.Quiet {
		fmt.Fprintf(a.Err, format+"\n", args...)
	}
}

// Encode prints a line of JSON.
func (a *App) Encode(v any) error {
	enc := json.NewEncoder(a.Out)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
