package console

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
	ExitUsage       = 2   // wrong flags or arguments
	ExitFindings    = 100 // a contract or an event is invalid
	exitInterrupted = 130 // Ctrl-C
	exitClosedPipe  = 141 // the reader of the output is gone; shells report the same for other tools
	exitTerminated  = 143 // SIGTERM
)

// ErrTerminated is the cause of a context that SIGTERM canceled.
var ErrTerminated = errors.New("terminated")

// A Failure is an error with an exit code and a next step.
type Failure struct {
	Code int
	Err  error  // nil if everything has been printed already
	Next string // the next step, "" if the error contains it
}

// Error implements error.
func (f *Failure) Error() string {
	if f.Err == nil {
		return fmt.Sprintf("exit code %d", f.Code)
	}
	return f.Err.Error()
}

// Unwrap returns the error that the command prints.
func (f *Failure) Unwrap() error { return f.Err }

// Usage reports an invalid command line.
func Usage(next, format string, args ...any) error {
	return &Failure{Code: ExitUsage, Err: fmt.Errorf(format, args...), Next: next}
}

// Failed reports a failure at run time.
func Failed(err error, next string) error {
	return &Failure{Code: exitFailure, Err: err, Next: next}
}

// Findings reports that findings have been printed.
func Findings() error { return &Failure{Code: ExitFindings} }

// ExitCode returns the exit code for a command's error.
func ExitCode(err error) int {
	var f *Failure
	switch {
	case err == nil:
		return exitOK
	case errors.Is(err, ErrTerminated):
		return exitTerminated
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.Is(err, syscall.EPIPE):
		return exitClosedPipe
	case errors.As(err, &f):
		return f.Code
	}
	return exitFailure
}

// PrintError prints an error and the next step, as text or as JSON.
func PrintError(w io.Writer, format string, err error) {
	code := ExitCode(err)
	if code == exitInterrupted || code == exitTerminated || code == exitClosedPipe {
		return // the user caused it
	}
	f := &Failure{Err: err}
	errors.As(err, &f)
	if f.Err == nil {
		return
	}
	if format == FormatJSON {
		line, _ := json.Marshal(struct {
			Error string `json:"error"`
			Next  string `json:"next,omitempty"`
			Exit  int    `json:"exit"`
		}{err.Error(), f.Next, code})
		fmt.Fprintf(w, "%s\n", line)
		return
	}
	fmt.Fprintf(w, "mediamesh: %v\n", err)
	if f.Next != "" {
		fmt.Fprintf(w, "Next: %s\n", f.Next)
	}
}
