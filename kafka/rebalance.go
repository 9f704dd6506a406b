package kafka

import (
	"context"
	"log/slog"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// assigned takes partitions on.
func (r *run) assigned(client *kgo.Client, more map[string][]int32) {
	r.metrics.Rebalanced(telemetry.ChangeAssigned)
	r.scheduler.Assign(lanes.Places(more))
	client.ResumeFetchPartitions(more) // the client remembers what was paused when they were here before
}

// revoked gives partitions up to another member: what was begun of them ends, in
// time or not, and is committed.
func (r *run) revoked(ctx context.Context, gone map[string][]int32) {
	r.metrics.Rebalanced(telemetry.ChangeRevoked)
	places := lanes.Places(gone)
	drain(r.scheduler, places, r.config.DrainTimeout)
	_, err := r.commit(ctx)
	if r.scheduler.Remove(places) {
		r.redelivered(ctx, err)
	}
}

// lost gives partitions up that another member may have already.
func (r *run) lost(ctx context.Context, gone map[string][]int32) {
	r.metrics.Rebalanced(telemetry.ChangeLost)
	if r.scheduler.Remove(lanes.Places(gone)) {
		r.redelivered(ctx, nil)
	}
}

func (r *run) redelivered(ctx context.Context, err error) {
	attrs := []slog.Attr{slog.String("group", r.config.Group)}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	r.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: partitions were lost before their offsets were committed; handled records will be redelivered", attrs...)
}
