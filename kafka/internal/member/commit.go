package member

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/positions"
)

// commitPause is what lies between two commits at least.
const commitPause = 50 * time.Millisecond

// group returns the group as its positions are found.
func (m *Member) group() positions.Group {
	return positions.Group{
		Name: m.config.Group, Client: m.Client, Timeout: m.config.Cluster.ConnectTimeout, Logger: m.config.Logger,
		Failed: m.config.FetchError,
	}
}

// startCommits commits, as often as it is due and when there is nothing more to
// do, until it is stopped.
func (m *Member) startCommits() (end func()) {
	ending, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		m.commits(m.running, ending)
	}()
	return func() {
		close(ending)
		<-ended
	}
}

func (m *Member) commits(ctx context.Context, ending <-chan struct{}) {
	due := time.NewTimer(m.config.CommitInterval)
	defer due.Stop()
	for {
		select {
		case <-ending:
			return
		case <-due.C:
		case <-m.Scheduler.Quiet():
		}
		m.tryCommit(ctx)
		due.Reset(m.config.CommitInterval)
		select {
		case <-ending:
			return
		case <-time.After(commitPause):
		}
	}
}

// tryCommit commits what was handled. If that fails, a later commit will do,
// or the records are delivered again.
func (m *Member) tryCommit(ctx context.Context) {
	done, err := m.commit(ctx)
	switch {
	case err == nil:
		m.ends.Committed(done)
	case ctx.Err() == nil:
		m.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: offset commit failed; retrying",
			slog.String("group", m.config.Group), slog.String("error", err.Error()))
	}
}

// commit commits what was handled, and returns how far that is when the
// cluster has acknowledged it. That partitions have gone to another member
// meanwhile is no error: their records are delivered to that one.
func (m *Member) commit(ctx context.Context) (map[lanes.Place]lanes.Position, error) {
	m.committing.Lock()
	defer m.committing.Unlock()
	marks := m.Scheduler.Uncommitted()
	if len(marks) == 0 {
		return nil, nil
	}
	done := make(map[lanes.Place]lanes.Position, len(marks))
	for at, mark := range marks {
		done[at] = mark.Position
	}
	failed := m.committer.Commit(ctx, m.Client, done)
	switch {
	case failed == nil:
		m.Scheduler.Committed(marks)
		m.Status.Committed(nil)
		return done, nil
	case positions.IsRebalanced(failed):
		return nil, nil
	case errors.Is(failed, context.Canceled):
		return nil, failed // the run stops, and commits once more
	}
	m.config.Metrics.CommitFailed()
	m.Status.Committed(failed)
	return nil, failed
}
