package events

import (
	"fmt"
	"time"
)

// PermanentError reports that retrying an event cannot succeed.
type PermanentError struct{ Err error }

func (e *PermanentError) Error() string { return e.Err.Error() }

func (e *PermanentError) Unwrap() error { return e.Err }

// Permanent marks a handler's error as permanent: the consumer does not retry the event and
// proceeds as after the last attempt. Permanent(nil) is nil.
func Permanent(err error) error {
	if err == nil {
		return nil
	}
	return &PermanentError{Err: err}
}

// RetryAfterError reports how long to wait before the next attempt.
type RetryAfterError struct {
	After time.Duration
	Err   error
}

func (e *RetryAfterError) Error() string { return fmt.Sprintf("%v (again in %v)", e.Err, e.After) }

func (e *RetryAfterError) Unwrap() error { return e.Err }

// RetryAfter marks a handler's error with the delay before the next attempt, which
// replaces the consumer's own backoff: for example the delay requested by a service that
// throttles its clients. The attempt counts like any other. A negative delay is treated
// as zero. RetryAfter(d, nil) is nil.
func RetryAfter(after time.Duration, err error) error {
	if err == nil {
		return nil
	}
	return &RetryAfterError{After: max(0, after), Err: err}
}
