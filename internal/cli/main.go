// Package cli owns the command line: the root command, help and version. [Run] runs a
// command line without a process; [Main] is the process. The commands are in the packages
// authoring, topics, dlq, breaking and registry; what those share is in console, flags,
// verdict, changes, gitrepo and documents.
//
// It never reads a contract and never connects to a cluster itself.
package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/mediamesh/events/internal/cli/console"
)

// Main runs the process's command line and returns its exit code.
func Main() int {
	// A closed pipe is a write error, so that commands end in an orderly way.
	signal.Ignore(syscall.SIGPIPE)
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		got := <-signals
		signal.Stop(signals) // a second signal kills the process, if the first is not enough
		if got == syscall.SIGTERM {
			cancel(console.ErrTerminated)
			return
		}
		cancel(nil)
	}()
	return Run(ctx, console.Streams{
		In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		InTerminal: isTerminal(os.Stdin), OutTerminal: isTerminal(os.Stdout), ErrTerminal: isTerminal(os.Stderr),
		Env: os.Getenv,
	}, os.Args[1:])
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull) // a character device as well
	return err != nil || !os.SameFile(info, null)
}
