package member

import (
	"context"
	"log/slog"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/lanes"
	"github.com/mediamesh/events/kafka/internal/positions"
	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// assigned takes partitions on.
func (m *Member) assigned(client *kgo.Client, more map[string][]int32) {
	m.config.Metrics.Rebalanced(telemetry.ChangeAssigned)
	m.Scheduler.Assign(lanes.Places(more))
	client.ResumeFetchPartitions(more) // the client remembers what was paused when they were here before
}

// fetched readies partitions that were assigned, before anything is fetched of
// them: which keys are blocked, where the order is kept, and what those who had
// them before have done ahead of what they committed. With an error, which says
// that the group rebalances again, it is called again for those that stay.
func (m *Member) fetched(ctx context.Context, client *kgo.Client, resp *kmsg.OffsetFetchResponse) error {
	if m.config.KeepOrder {
		if err := m.Order.Find(ctx); err != nil {
			return err
		}
	}
	m.Scheduler.Continue(positions.Fetched(ctx, client, m.config.Group, resp))
	return nil
}

// revoked gives partitions up to another member: what was begun of them ends, in
// time or not, and is committed.
func (m *Member) revoked(ctx context.Context, gone map[string][]int32) {
	m.config.Metrics.Rebalanced(telemetry.ChangeRevoked)
	places := lanes.Places(gone)
	m.config.Crew.Drain(places)
	_, err := m.commit(ctx)
	if m.Scheduler.Remove(places) {
		m.redelivered(ctx, err)
	}
}

// lost gives partitions up that another member may have already.
func (m *Member) lost(ctx context.Context, gone map[string][]int32) {
	m.config.Metrics.Rebalanced(telemetry.ChangeLost)
	if m.Scheduler.Remove(lanes.Places(gone)) {
		m.redelivered(ctx, nil)
	}
}

func (m *Member) redelivered(ctx context.Context, err error) {
	attrs := []slog.Attr{slog.String("group", m.config.Group)}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	m.config.Logger.LogAttrs(ctx, slog.LevelWarn, "kafka: partitions were lost before their offsets were committed; handled records will be redelivered", attrs...)
}
