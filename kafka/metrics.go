package kafka

import (
	"context"
	"sync"
	"time"

	"github.com/mediamesh/events/kafka/internal/telemetry"
)

// measure has the gauges tell of the run, until it is stopped.
func (r *run) measure(ctx context.Context, topics []string) (end func()) {
	if r.metrics == nil {
		return func() {}
	}
	unfollow := r.metrics.Follow(topics, r.gauges)
	ctx, cancel := context.WithCancel(ctx)
	var asking sync.WaitGroup
	asking.Go(func() { r.status.WatchEnds(ctx, r.client, topics) })
	return func() {
		cancel()
		asking.Wait()
		unfollow()
	}
}

// gauges is what the run is at.
func (r *run) gauges() telemetry.Gauges {
	v := r.scheduler.View(time.Time{})
	return telemetry.Gauges{
		View: v, Lags: r.status.Lags(v.Progress, r.client.CommittedOffsets()), LastCommit: r.status.LastCommit(),
	}
}
