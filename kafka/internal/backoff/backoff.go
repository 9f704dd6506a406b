// Package backoff computes and waits out delays after consecutive failures, and records how long
// something has been failing.
package backoff

import (
	"context"
	"math/rand/v2"
	"time"
)

// Policy is an exponential backoff: First after one failure, twice as long after each further
// one, at most Max. Jitter shortens each delay at random, down to half.
type Policy struct{ First, Max time.Duration }

// Wait returns the delay after that many consecutive failures.
func (p Policy) Wait(failures int) time.Duration {
	wait := p.Max
	if n := failures - 1; n < 32 && p.First < p.Max>>n {
		wait = p.First << n
	}
	return wait - rand.N(wait/2+1)
}

// Sleep waits for d or until ctx ends, and then returns the error of ctx.
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

// OngoingFailure is a failure that persists: when it started, and its last error. The zero value
// means no failure.
type OngoingFailure struct {
	Since time.Time
	Err   error
}

// GoesOn returns the failure with err as its last error. The first error sets Since.
func (t OngoingFailure) GoesOn(err error) OngoingFailure {
	if t.Err == nil {
		t.Since = time.Now()
	}
	t.Err = err
	return t
}
