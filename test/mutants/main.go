// Mutants measures how many small changes of the code its tests notice. See
// README.md.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(run(os.Args[1:], ".", "", os.Stdout, os.Stderr)) }

// run runs the command in a directory of the module, and returns its exit code.
// cache is where it keeps files between runs, the user's cache directory if "".
func run(args []string, dir, cache string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	o, err := parse(args, stderr)
	if errors.Is(err, flag.ErrHelp) {
		return 0
	}
	o.cache = cache
	if err == nil {
		err = measure(ctx, dir, o, stdout, stderr)
	}
	if err != nil {
		fmt.Fprintln(stderr, "mutants:", err)
		return 1
	}
	return 0
}
