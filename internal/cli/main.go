// Package cli is the command line. A command is an options struct and a run
// function over the streams it is given, one file a command; [Run] is all of
// it without a process around, [Main] the process.
package cli

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Main runs the process's command line and returns its exit code.
func Main() int {
	// A closed pipe is an error of write, so that commands end in order.
	signal.Ignore(syscall.SIGPIPE)
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		got := <-signals
		signal.Stop(signals) // a second signal kills, should the first not be enough
		if got == syscall.SIGTERM {
			cancel(errTerminated)
			return
		}
		cancel(nil)
	}()
	return Run(ctx, Streams{
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
