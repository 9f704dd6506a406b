package kafka

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/positions"
)

// commitPause is what lies between two commits at least.
const commitPause = 50 * time.Millisecond

// group returns the group as its positions are found.
func (r *run) group() positions.Group {
	return positions.Group{
		Name: r.config.Group, Client: r.client, Timeout: r.config.Cluster.ConnectTimeout, Logger: r.config.Logger,
		Failed: func(topic string, partition int32, err error) error {
			return &FetchError{Topic: topic, Partition: partition, Group: r.config.Group, Err: err}
		},
	}
}

// startCommits commits, as often as it is due and when there is nothing more to
// do, until it is stopped.
func (r *run) startCommits(ctx context.Context) (end func()) {
	ending, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		r.commits(ctx, ending)
	}()
	return func() {
		close(ending)
		<-ended
	}
}

func (r *run) commits(ctx context.Context, ending <-chan struct{}) {
	due := time.NewTimer(r.config.CommitInterval)
	defer due.Stop()
	for {
		select {
		case <-ending:
			return
		case <-due.C:
		case <-r.scheduler.Quiet():
		}
		r.tryCommit(ctx)
		due.Reset(r.config.CommitInterval)
		select {
		case <-ending:
			return
		case <-time.After(commitPause):
		}
	}
}

// tryCommit commits what was handled. If that fails, a later commit will do,
// or the records are delivered again.
func (r *run) tryCommit(ctx context.Context) {
	done, err := r.commit(ctx)
	switch {
	case err == nil:
		r.ends.Committed(done)
	case ctx.Err() == nil:
		r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: offset commit failed; retrying",
			slog.String("group", r.config.Group), slog.String("error", err.Error()))
	}
}

// commit commits what was handled, and returns how far that is when the
// cluster has acknowledged it. That partitions have gone to another member
// meanwhile is no error: their records are delivered to that one.
func (r *run) commit(ctx context.Context) (map[place]lanes.Position, error) {
	r.committing.Lock()
	defer r.committing.Unlock()
	marks := r.scheduler.Uncommitted()
	if len(marks) == 0 {
		return nil, nil
	}
	done := make(map[place]lanes.Position, len(marks))
	for at, m := range marks {
		done[at] = m.Position
	}
	failed := r.committer.Commit(ctx, r.client, done)
	switch {
	case failed == nil:
		r.scheduler.Committed(marks)
		r.status.Committed(nil)
		return done, nil
	case positions.IsRebalanced(failed):
		return nil, nil
	case errors.Is(failed, context.Canceled):
		return nil, failed // the run stops, and commits once more
	}
	r.metrics.CommitFailed()
	r.status.Committed(failed)
	return nil, failed
}

// fetched readies partitions that were assigned, before anything is fetched of
// them: which keys are blocked, where the order is kept, and what those who had
// them before have done ahead of what they committed. With an error, which says
// that the group rebalances again, it is called again for those that stay.
func (r *run) fetched(ctx context.Context, client *kgo.Client, resp *kmsg.OffsetFetchResponse) error {
	if r.config.KeepOrder {
		if err := r.order.Find(ctx); err != nil {
			return err
		}
	}
	r.scheduler.Continue(positions.Fetched(ctx, client, r.config.Group, resp))
	return nil
}
