package events

import (
	"fmt"
	"time"
)

// PermanentError says that handling an event again is no help.
type PermanentError struct{ Err error }

func (e *PermanentError) Error() string { return e.Err.Error() }

func (e *PermanentError) Unwrap() error { return e.Err }

// Permanent marks a handler's error: a consumer does not call the handler for
// the event again, and treats it as after the last attempt. Of nil it is nil.
func Permanent(err error) error {
	if err == nil {
		return nil
	}
	return &PermanentError{Err: err}
}

// RetryAfterError says when to handle an event again.
type RetryAfterError struct {
	After time.Duration
	Err   error
}

func (e *RetryAfterError) Error() string { return fmt.Sprintf("%v (again in %v)", e.Err, e.After) }

func (e *RetryAfterError) Unwrap() error { return e.Err }

// RetryAfter marks a handler's error: a consumer calls the handler again after
// just that time, such as what a throttling service asked for, rather than by
// its own schedule. It is an attempt as any other. A time below zero is zero. Of
// a nil error it is nil.
func RetryAfter(after time.Duration, err error) error {
	if err == nil {
		return nil
	}
	return &RetryAfterError{After: max(0, after), Err: err}
}
