package kafka

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/kafka/cluster"
	"github.com/mediamesh/events/kafka/internal/backoff"
)

// RetryPolicy determines when a failed handler is called again. Meanwhile, only later
// records with the same key wait.
//
// The handler is not retried after an error that wraps an [events.PermanentError], or a
// *[PublishError] of an event that was refused and would be refused again, such as one
// that violates its contract. An error that wraps an [events.RetryAfterError] sets the
// delay before the next attempt; the handler is then retried after such a *[PublishError]
// too, but not after an [events.PermanentError].
type RetryPolicy struct {
	// MaxAttempts is the maximum number of handler calls for one event; -1 means no limit.
	// Default 5.
	MaxAttempts int
	// Backoff is the delay before the second attempt. It doubles with each further attempt.
	// Each delay is reduced by random jitter of up to one half, so that events that failed
	// together are not retried together. Default 100 ms.
	Backoff time.Duration
	// MaxBackoff is the maximum delay before an attempt. Default 30 s.
	MaxBackoff time.Duration
}

const (
	defaultMaxAttempts = 5
	defaultBackoff     = 100 * time.Millisecond
	defaultMaxBackoff  = 30 * time.Second
)

func (p *RetryPolicy) complete() error {
	if p.MaxAttempts < -1 {
		return &cluster.ConfigError{Field: "ConsumerConfig.Retry.MaxAttempts", Problem: "is negative: want the maximum number of handler calls, or -1 for no limit"}
	}
	if p.MaxAttempts == 0 {
		p.MaxAttempts = defaultMaxAttempts
	}
	return cmp.Or(
		completeDuration(&p.Backoff, defaultBackoff, "ConsumerConfig.Retry.Backoff"),
		completeDuration(&p.MaxBackoff, defaultMaxBackoff, "ConsumerConfig.Retry.MaxBackoff"),
	)
}

// next returns whether to call the handler again after its last attempt failed with err, and
// how long to wait before that.
func (p RetryPolicy) next(attempts int, err error) (wait time.Duration, again bool) {
	var permanent *events.PermanentError
	if errors.As(err, &permanent) || p.MaxAttempts >= 0 && attempts >= p.MaxAttempts {
		return 0, false
	}
	var after *events.RetryAfterError
	if errors.As(err, &after) {
		return after.After, true
	}
	return p.backoff(attempts), !refusedForGood(err)
}

// refusedForGood reports whether err is from publishing an event that was refused and would be
// refused again, because the handler would build the same event.
func refusedForGood(err error) bool {
	return slices.ContainsFunc(Failures(err), func(e *PublishError) bool { return e.Refused && e.Retry == RetryUseless })
}

// backoff returns the delay after the given number of failures.
func (p RetryPolicy) backoff(failures int) time.Duration {
	return backoff.Policy{First: p.Backoff, Max: p.MaxBackoff}.Wait(failures)
}
