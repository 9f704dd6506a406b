package topicwriter

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"github.com/mediamesh/events/kafka/internal/backoff"
)

// AwaitKnown waits until the client has taken note of a partition that it has
// written to. It writes to a new topic a moment before it does that, and if the
// transaction ends in between, it goes on numbering the partition's records
// where it should begin anew (kgo v1.22.2 and v1.22.3): then the next transaction
// fails with OUT_OF_ORDER_SEQUENCE_NUMBER.
func AwaitKnown(ctx context.Context, client *kgo.Client, r *kgo.Record) {
	const most = 10 * time.Millisecond
	for wait := 50 * time.Microsecond; ; wait = min(2*wait, most) {
		if leader, _, err := client.PartitionLeader(r.Topic, r.Partition); leader >= 0 || err != nil {
			return
		}
		if backoff.Sleep(ctx, wait) != nil {
			return
		}
	}
}
