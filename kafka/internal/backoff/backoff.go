// Package backoff says how long to wait after failures in a row, waits, and notes since when
// something has failed.
package backoff

import (
	"context"
	"math/rand/v2"
	"time"
)

// Policy is how long to wait before the next attempt: First after one failure, twice
// as long after each further one, at most Max, and each somewhat less by chance, down to a
// half.
type Policy struct{ First, Max time.Duration }

// Wait returns how long to wait after so many failures.
func (p Policy) Wait(failures int) time.Duration {
	wait := p.Max
	if n := failures - 1; n < 32 && p.First < p.Max>>n {
		wait = p.First << n
	}
	return wait - rand.N(wait/2+1)
}

// Sleep waits, at most until ctx ends, whose error it returns.
func Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// OngoingFailure is what does not work, since when, and why. The zero value is none.
type OngoingFailure struct {
	Since time.Time
	Err   error
}

// GoesOn notes an error, since the time of the first.
func (t OngoingFailure) GoesOn(err error) OngoingFailure {
	if t.Err == nil {
		t.Since = time.Now()
	}
	t.Err = err
	return t
}
