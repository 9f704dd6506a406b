package topicscan

import (
	"context"

	"github.com/mediamesh/events/kafka/cluster"
	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kerr"
)

// Extent returns what a topic holds: from its first record to the end of what
// is committed. The error is a *[cluster.TopicError].
func Extent(ctx context.Context, admin *kadm.Client, topic string) (Ranges, error) {
	first, err := admin.ListStartOffsets(ctx, topic)
	if err != nil {
		return nil, &cluster.TopicError{Topic: topic, Err: err}
	}
	last, err := admin.ListCommittedOffsets(ctx, topic)
	if err != nil {
		return nil, &cluster.TopicError{Topic: topic, Err: err}
	}
	if len(last[topic]) == 0 {
		return nil, &cluster.TopicError{Topic: topic, Err: kerr.UnknownTopicOrPartition}
	}
	ranges := make(Ranges)
	for p, to := range last[topic] {
		from, ok := first.Lookup(topic, p)
		if !ok {
			from.Err = kerr.UnknownTopicOrPartition
		}
		for _, err := range []error{from.Err, to.Err} {
			if err != nil {
				return nil, &cluster.TopicError{Topic: topic, Err: err}
			}
		}
		ranges.Set(topic, p, Range{from.Offset, to.Offset})
	}
	return ranges, nil
}
