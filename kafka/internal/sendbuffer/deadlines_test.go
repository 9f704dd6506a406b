package sendbuffer

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestDeadlines_OfCalls asks for the cutoffs of calls that begin at given times.
// Each is no earlier than configured and less than the shared second later,
// however long the publisher has run.
func TestDeadlines_OfCalls(t *testing.T) {
	const after = 3 * time.Second
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		c := Deadlines{After: after}
		for _, begins := range []time.Duration{
			0, Shared / 2, Shared - 1, Shared, 2*Shared - 1, 2 * Shared, 10 * time.Second, time.Hour, time.Hour + Shared - 1,
		} {
			time.Sleep(time.Until(start.Add(begins)))
			cutoff := c.Next()
			go func() {
				<-cutoff
				if took := time.Since(start) - begins; took < after || took > after+Shared {
					t.Errorf("the call that began after %v was cut off %v later, want %v to %v", begins, took, after, after+Shared)
				}
			}()
		}
		time.Sleep(time.Minute)
	})
}
