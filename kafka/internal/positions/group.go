package positions

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/connect"
)

// A Group is a consumer group, and how its offsets are asked for.
type Group struct {
	Name    string
	Client  *kgo.Client
	Timeout time.Duration // how long a new cluster may have no coordinator for it
	Logger  *slog.Logger
	// Failed makes the error that [FindEnds] and [Latest.Begin] return. Without a single
	// partition that has failed, topic is "" and partition -1.
	Failed func(topic string, partition int32, err error) error
}

// failed is Failed of no single partition.
func (g *Group) failed(err error) error { return g.Failed("", -1, err) }

// committed returns what the group has committed, nothing if it does not exist.
// A new cluster has no coordinators before it is first asked for one.
func (g *Group) committed(ctx context.Context) (kadm.OffsetResponses, error) {
	const pause = 100 * time.Millisecond
	late := time.Now().Add(g.Timeout)
	for {
		offsets, err := kadm.NewClient(g.Client).FetchOffsets(ctx, g.Name)
		switch {
		case errors.Is(err, kerr.GroupIDNotFound):
			return nil, nil
		case !connect.IsCoordinatorLoading(err) || time.Now().After(late):
			return offsets, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
		}
	}
}
