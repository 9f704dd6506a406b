package member

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
	"github.com/mediamesh/events/kafka/internal/connect"
	"github.com/mediamesh/events/kafka/internal/decompress"
	"github.com/mediamesh/events/kafka/internal/topicscan"
)

const (
	// pollRecords bounds how many records one poll takes.
	pollRecords = 1000
	// pollIdle is how often a consumer that runs to the end looks for it, and one with paused
	// partitions whether they may go on.
	pollIdle = 100 * time.Millisecond
)

// loop polls until ctx or the topics end.
func (m *Member) loop(ctx context.Context) {
	for ctx.Err() == nil && !m.ends.Reached() {
		if resumed := m.Scheduler.Resume(); resumed != nil {
			m.Client.ResumeFetchPartitions(resumed)
		}
		if room := m.Scheduler.Room(); room > 0 {
			m.poll(ctx, min(room, pollRecords))
		} else {
			m.await(ctx)
		}
	}
}

// await waits for room. If none comes soon, partitions that hold more than
// their share are paused.
func (m *Member) await(ctx context.Context) {
	m.Status.Moved(time.Now(), false)
	const soon = 100 * time.Millisecond
	timer := time.NewTimer(soon)
	defer timer.Stop()
	for m.Scheduler.Room() == 0 {
		select {
		case <-ctx.Done():
			return
		case <-m.Scheduler.Changed():
		case <-timer.C:
			if paused := m.Scheduler.Pause(); paused != nil {
				m.Client.PauseFetchPartitions(paused)
			}
			return
		}
	}
}

// poll adds what it gets to the scheduler. The client does not take partitions
// away between a poll that gave something and AllowRebalance, so that nothing
// is added of one that has gone.
func (m *Member) poll(ctx context.Context, most int) {
	wait := ctx
	if m.ends != nil || m.Scheduler.Pausing() {
		var cancel context.CancelFunc
		wait, cancel = context.WithTimeout(ctx, pollIdle)
		defer cancel()
		m.ends.Awaken(cancel)
	}
	m.Status.Moved(time.Now(), true)
	fetches := m.Client.PollRecords(wait, most)
	now := time.Now()
	m.polled.Store(&now)
	m.Status.Moved(now, false)
	fetches.EachPartition(func(p kgo.FetchTopicPartition) { m.Scheduler.Add(p.Records) })
	m.Scheduler.Add(topicscan.PassGiants(m.Client, fetches))
	if m.config.Metrics != nil {
		m.Status.Fetched(fetches)
	}
	m.Client.AllowRebalance()
	troubled := false
	for _, failed := range fetches.Errors() {
		if wait.Err() != nil && errors.Is(failed.Err, wait.Err()) {
			continue
		}
		troubled = troubled || !expected(failed.Err)
		if err := m.pollFailed(ctx, failed); err != nil {
			m.Fail(err)
			return
		}
	}
	if troubled && fetches.NumRecords() == 0 {
		m.backOffPoll(ctx)
	} else {
		m.pause = 0
	}
	if wait.Err() != nil {
		m.ends.Refresh(ctx)
	}
}

// expected reports whether an error is of a batch that was skipped, or is fetched again.
func expected(err error) bool {
	var tooLarge *kgo.ErrDecompressTooLarge
	return errors.As(err, &tooLarge) || errors.Is(err, decompress.ErrBusy)
}

// pollFailed logs an error of a poll, or returns it if waiting is no help.
func (m *Member) pollFailed(ctx context.Context, failed kgo.FetchError) error {
	if expected(failed.Err) {
		return nil
	}
	for _, err := range connect.NonRetriable {
		if errors.Is(failed.Err, err) {
			return m.config.FetchError(failed.Topic, failed.Partition, connect.RedactAuthError(failed.Err))
		}
	}
	if !m.config.LogLimit.Allow("kafka: fetch failed; retrying", "", &kgo.Record{Topic: failed.Topic}, time.Now()) {
		return nil
	}
	m.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: fetch failed; retrying",
		slog.String("group", m.config.Group), slog.String("topic", failed.Topic),
		slog.Int("partition", int(failed.Partition)), slog.String("error", failed.Err.Error()))
	return nil
}

// A poll that only failed is soon followed by another that does: the client asks again at
// once for a batch that it cannot read.
const (
	minPollBackoff = 10 * time.Millisecond
	maxPollBackoff = 250 * time.Millisecond
)

// backOffPoll waits before the next poll, longer each time in a row.
func (m *Member) backOffPoll(ctx context.Context) {
	m.pause = min(max(2*m.pause, minPollBackoff), maxPollBackoff)
	_ = backoff.Sleep(ctx, m.pause) // the loop ends with ctx
}
