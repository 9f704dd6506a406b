package kafka

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// commitPause is what lies between two commits at least.
const commitPause = 50 * time.Millisecond

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
	at, err := r.commit(ctx)
	switch {
	case err == nil:
		r.ends.committed(at)
	case ctx.Err() == nil:
		r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: offsets were not committed, and will be tried again",
			slog.String("group", r.config.Group), slog.String("error", err.Error()))
	}
}

// commit commits what was handled, and returns how far that is when the
// cluster has acknowledged it. That partitions have gone to another member
// meanwhile is no error: their records are delivered to that one.
func (r *run) commit(ctx context.Context) (offsets, error) {
	r.committing.Lock()
	defer r.committing.Unlock()
	marks := r.scheduler.Uncommitted()
	if len(marks) == 0 {
		return nil, nil
	}
	at := offsetsIn(marks)
	failed := r.commitAt(r.withAhead(ctx, marks), at)
	for isMetadataRefused(failed) && r.terse < tersest {
		r.terse++
		failed = r.commitAt(r.withAhead(ctx, marks), at)
	}
	switch {
	case failed == nil:
		r.scheduler.Committed(marks)
		r.status.Committed(nil)
		return at, nil
	case isRebalanced(failed):
		return nil, nil
	case errors.Is(failed, context.Canceled):
		return nil, failed // the run stops, and commits once more
	}
	r.metrics.CommitFailed()
	r.status.Committed(failed)
	return nil, failed
}

func (r *run) commitAt(ctx context.Context, at offsets) (failed error) {
	r.client.CommitOffsetsSync(ctx, at, func(_ *kgo.Client, _ *kmsg.OffsetCommitRequest, resp *kmsg.OffsetCommitResponse, err error) {
		if failed = err; err != nil {
			return
		}
		for _, topic := range resp.Topics {
			for _, p := range topic.Partitions {
				if err := kerr.ErrorForCode(p.ErrorCode); err != nil {
					failed = errors.Join(failed, err)
				}
			}
		}
	})
	return failed
}

// isRebalanced tells that a commit was refused because the group has moved on.
func isRebalanced(err error) bool {
	for _, moved := range []error{kerr.IllegalGeneration, kerr.UnknownMemberID, kerr.StaleMemberEpoch, kerr.FencedMemberEpoch} {
		if errors.Is(err, moved) {
			return true
		}
	}
	return false
}
