package kafka

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/decompress"
)

// expected tells whether an error is of a batch that was skipped, or is fetched again.
func expected(err error) bool {
	var tooLarge *kgo.ErrDecompressTooLarge
	return errors.As(err, &tooLarge) || errors.Is(err, decompress.ErrBusy)
}

// pollFailed logs what a poll complains of, or returns it if waiting is no help.
func (r *run) pollFailed(ctx context.Context, failed kgo.FetchError) error {
	if expected(failed.Err) {
		return nil
	}
	stop := false
	for _, err := range connect.NonRetriable {
		stop = stop || errors.Is(failed.Err, err)
	}
	if stop {
		return &FetchError{Topic: failed.Topic, Partition: failed.Partition, Group: r.config.Group, Err: connect.RedactAuthError(failed.Err)}
	}
	if !r.logLimit.Allow("kafka: fetch failed; retrying", "", &kgo.Record{Topic: failed.Topic}, time.Now()) {
		return nil
	}
	r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: fetch failed; retrying",
		slog.String("group", r.config.Group), slog.String("topic", failed.Topic),
		slog.Int("partition", int(failed.Partition)), slog.String("error", failed.Err.Error()))
	return nil
}

// A poll that only complains is soon followed by another that does: the client asks again
// at once for a batch that it cannot read.
const (
	minPollBackoff = 10 * time.Millisecond
	maxPollBackoff = 250 * time.Millisecond
)

// backOffPoll waits before the next poll, longer each time in a row.
func (r *run) backOffPoll(ctx context.Context) {
	r.pause = min(max(2*r.pause, minPollBackoff), maxPollBackoff)
	timer := time.NewTimer(r.pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
