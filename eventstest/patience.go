package eventstest

import (
	"context"
	"testing"
	"time"
)

const (
	// patience is the maximum duration of a wait.
	patience = 10 * time.Second
	// notice is the time reserved before the test's deadline to report a failure.
	notice = 500 * time.Millisecond
	// pause is the time between two polls.
	pause = 5 * time.Millisecond
)

// within returns a context that is done after ten seconds, shortly before the test's
// deadline, or when the test ends.
func within(t testing.TB) (context.Context, context.CancelFunc) {
	end := time.Now().Add(patience)
	if timed, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		if last, ok := timed.Deadline(); ok && last.Add(-notice).Before(end) {
			end = last.Add(-notice)
		}
	}
	return context.WithDeadline(t.Context(), end)
}

// until polls until the condition holds; it returns false if the context is done first.
func until(ctx context.Context, so func() bool) bool {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		if so() {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-ticker.C:
		}
	}
}
