package eventstest

import (
	"context"
	"testing"
	"time"
)

const (
	// patience bounds each wait.
	patience = 10 * time.Second
	// notice is what is left of the test's own time to say why it failed.
	notice = 500 * time.Millisecond
	// pause lies between two looks at something that is to come.
	pause = 5 * time.Millisecond
)

// within returns a context that ends with the test, after ten seconds, or
// shortly before the test's own deadline.
func within(t testing.TB) (context.Context, context.CancelFunc) {
	end := time.Now().Add(patience)
	if timed, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		if last, ok := timed.Deadline(); ok && last.Add(-notice).Before(end) {
			end = last.Add(-notice)
		}
	}
	return context.WithDeadline(t.Context(), end)
}

// until asks again and again whether it is so; it returns false if the time is
// over before.
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
