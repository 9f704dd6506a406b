package kafka

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestCutoffs_OfCalls asks for the cutoffs of calls that begin at given times.
// Each is no earlier than configured and less than the shared second later,
// however long the publisher has run.
func TestCutoffs_OfCalls(t *testing.T) {
	const after = 3 * time.Second
	synctest.Test(t, func(t *testing.T) {
		start := time.Now()
		c := cutoffs{after: after}
		for _, begins := range []time.Duration{
			0, shared / 2, shared - 1, shared, 2*shared - 1, 2 * shared, 10 * time.Second, time.Hour, time.Hour + shared - 1,
		} {
			time.Sleep(time.Until(start.Add(begins)))
			cutoff := c.next()
			go func() {
				<-cutoff
				if took := time.Since(start) - begins; took < after || took > after+shared {
					t.Errorf("the call that began after %v was cut off %v later, want %v to %v", begins, took, after, after+shared)
				}
			}()
		}
		time.Sleep(time.Minute)
	})
}
