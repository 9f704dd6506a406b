package cli

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"syscall"
)

// Exit codes.
const (
	exitOK          = 0
	exitFailure     = 1   // something failed while running
	exitUsage       = 2   // wrong flags or arguments
	exitFindings    = 100 // a contract or an event is not as it should be
	exitInterrupted = 130 // Ctrl-C
	exitClosedPipe  = 141 // whoever read the output went away; as a shell says of other tools
	exitTerminated  = 143 // SIGTERM
)

// errTerminated is the cause of a context that SIGTERM canceled.
var errTerminated = errors.New("terminated")

// A failure is an error that knows its exit code and what to do next.
type failure struct {
	code int
	err  error  // nil if all has been said already
	next string // what to do, "" if the error says it
}

func (f *failure) Error() string {
	if f.err == nil {
		return fmt.Sprintf("exit code %d", f.code)
	}
	return f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

// usage says that the command line is wrong.
func usage(next, format string, args ...any) error {
	return &failure{code: exitUsage, err: fmt.Errorf(format, args...), next: next}
}

// failed says that something went wrong while running.
func failed(err error, next string) error {
	return &failure{code: exitFailure, err: err, next: next}
}

// findings says that what was found has been printed.
func findings() error { return &failure{code: exitFindings} }

// exitCode is what an error of a command means to the shell.
func exitCode(err error) int {
	var f *failure
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, errTerminated):
		return exitTerminated
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, syscall.EPIPE):
		return exitClosedPipe
	case errors.As(err, &f):
		return f.code
	}
	return exitFailure
}

// printError tells a person, or a program, what went wrong.
func printError(w io.Writer, format string, err error) {
	code := exitCode(err)
	if code == exitInterrupted || code == exitTerminated || code == exitClosedPipe {
		return // whoever did that knows
	}
	f := &failure{err: err}
	errors.As(err, &f)
	if f.err == nil {
		return
	}
	if format == formatJSON {
		line, _ := json.Marshal(struct {
			Error string `json:"error"`
			Next  string `json:"next,omitempty"`
			Exit  int    `json:"exit"`
		}{err.Error(), f.next, code})
		fmt.Fprintf(w, "%s\n", line)
		return
	}
	fmt.Fprintf(w, "mediamesh: %v\n", err)
	if f.next != "" {
		fmt.Fprintf(w, "Next: %s\n", f.next)
	}
}
