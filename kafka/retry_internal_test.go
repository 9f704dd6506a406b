package kafka

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/mediamesh/events"
)

// Waits grow twofold up to a bound, and each is by chance between half of that
// and the whole.
func TestBackoff(t *testing.T) {
	const ms = time.Millisecond
	for _, c := range []struct {
		policy   RetryPolicy
		attempts int
		most     time.Duration
	}{
		{RetryPolicy{}, 1, 100 * ms},
		{RetryPolicy{}, 2, 200 * ms},
		{RetryPolicy{}, 3, 400 * ms},
		{RetryPolicy{}, 4, 800 * ms},
		{RetryPolicy{MaxAttempts: -1}, 9, 25600 * ms},
		{RetryPolicy{MaxAttempts: -1}, 10, 30 * time.Second},
		{RetryPolicy{MaxAttempts: -1}, 1_000_000, 30 * time.Second},
		{RetryPolicy{Backoff: 3 * ms, MaxBackoff: 10 * ms}, 1, 3 * ms},
		{RetryPolicy{Backoff: 3 * ms, MaxBackoff: 10 * ms}, 2, 6 * ms},
		{RetryPolicy{Backoff: 3 * ms, MaxBackoff: 10 * ms}, 3, 10 * ms},
		{RetryPolicy{Backoff: time.Hour, MaxBackoff: time.Second}, 1, time.Second},
		{RetryPolicy{MaxAttempts: -1, Backoff: 1 << 62, MaxBackoff: 1<<63 - 1}, 60, 1<<63 - 1},
	} {
		t.Run(fmt.Sprintf("%v after %d", c.policy, c.attempts), func(t *testing.T) {
			policy := c.policy
			if err := policy.complete(); err != nil {
				t.Fatal(err)
			}
			least, greatest := time.Duration(1<<63-1), time.Duration(0)
			for range 2000 {
				wait, again := policy.next(c.attempts, errors.New("busy"))
				if !again {
					t.Fatal("there is no other attempt")
				}
				least, greatest = min(least, wait), max(greatest, wait)
			}
			if least < c.most/2 || greatest > c.most {
				t.Errorf("waits from %v to %v, want within %v and %v", least, greatest, c.most/2, c.most)
			}
			// 2,000 of them come close to both ends.
			if edge := c.most / 40; least > c.most/2+edge || greatest < c.most-edge {
				t.Errorf("waits from %v to %v, want spread over %v to %v", least, greatest, c.most/2, c.most)
			}
		})
	}
}

func TestWhetherThereIsAnotherAttempt(t *testing.T) {
	busy := errors.New("busy")
	for _, c := range []struct {
		name     string
		max      int
		attempts int
		err      error
		again    bool
	}{
		{"the default", 0, 4, busy, true},
		{"the default's end", 0, 5, busy, false},
		{"one", 1, 1, busy, false},
		{"no end", -1, 1 << 40, busy, true},
		{"permanent", -1, 1, events.Permanent(busy), false},
		{"permanent within", -1, 1, fmt.Errorf("indexing: %w", events.Permanent(busy)), false},
		{"later", 3, 2, events.RetryAfter(time.Second, busy), true},
		{"later, but at the end", 3, 3, events.RetryAfter(time.Second, busy), false},
		{"permanent over later", 3, 1, events.RetryAfter(time.Second, events.Permanent(busy)), false},
		{"permanent around later", 3, 1, events.Permanent(events.RetryAfter(time.Second, busy)), false},
		{"publishing was refused", -1, 1, fmt.Errorf("indexing: %w", &PublishError{Refused: true, Retry: RetryUseless, Err: busy}), false},
		{"publishing one of several was refused", -1, 1, &PublishErrors{Errors: []*PublishError{
			{Retry: RetrySafe, Err: busy}, {Refused: true, Retry: RetryUseless, Err: busy},
		}}, false},
		{"refused, and may be accepted later", -1, 1, &PublishError{Refused: true, Retry: RetrySafe, Err: busy}, true},
		{"not acknowledged", -1, 1, &PublishError{Retry: RetryMayDuplicate, Err: busy}, true},
		{"refused by the cluster, which may change", -1, 1, &PublishError{Retry: RetryUseless, Err: busy}, true},
		{"refused, and said to be accepted later", -1, 1, events.RetryAfter(time.Second, &PublishError{Refused: true, Retry: RetryUseless, Err: busy}), true},
	} {
		policy := RetryPolicy{MaxAttempts: c.max}
		if err := policy.complete(); err != nil {
			t.Fatal(err)
		}
		if _, again := policy.next(c.attempts, c.err); again != c.again {
			t.Errorf("%s: another attempt: %v", c.name, again)
		}
	}
	// What is asked for is not for chance, or for bounds, to change.
	var policy RetryPolicy
	if err := policy.complete(); err != nil {
		t.Fatal(err)
	}
	if wait, _ := policy.next(1, fmt.Errorf("indexing: %w", events.RetryAfter(90*time.Second, busy))); wait != 90*time.Second {
		t.Errorf("waits %v, want 1m30s", wait)
	}
}
