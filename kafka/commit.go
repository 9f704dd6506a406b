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

// tryCommit commits what was handled. If that fails, a later commit will do,
// or the records are delivered again.
func (r *run) tryCommit(ctx context.Context) {
	r.committed = time.Now()
	at, err := r.commit(ctx)
	if err != nil {
		r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: offsets were not committed, and will be tried again",
			slog.String("group", r.config.Group), slog.String("error", err.Error()))
		return
	}
	r.ends.committed(at)
}

// commit commits what was handled, and returns how far that is when the
// cluster has acknowledged it. That partitions have gone to another member
// meanwhile is no error: their records are delivered to that one.
func (r *run) commit(ctx context.Context) (offsets, error) {
	at := r.queue.uncommitted()
	if len(at) == 0 {
		return nil, nil
	}
	var failed error
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
	switch {
	case failed == nil:
		r.queue.committed(at)
		return at, nil
	case taken(failed):
		return nil, nil
	}
	return nil, failed
}

// taken tells that a commit was refused because the group has moved on.
func taken(err error) bool {
	for _, moved := range []error{kerr.IllegalGeneration, kerr.UnknownMemberID, kerr.StaleMemberEpoch, kerr.FencedMemberEpoch} {
		if errors.Is(err, moved) {
			return true
		}
	}
	return false
}
