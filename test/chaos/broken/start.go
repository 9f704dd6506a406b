//go:build unix

package broken

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kgo"
)

// metadataAge is how long a consumer may not know of added partitions: in that
// time, events are published to them.
func (c *consumer) metadataAge() time.Duration {
	if c.Play == Partitions {
		return 2 * time.Second
	}
	return time.Minute
}

// begin commits where the group begins, if that is the end of the topic: a group
// that is killed at once has begun.
func (c *consumer) begin() error {
	if c.Play != Latest {
		return nil
	}
	if c.Flaw != latestEachStart {
		if err := c.commitEnds(); err != nil {
			return err
		}
	}
	return c.Open(Begun)
}

func (c *consumer) commitEnds() error {
	client, err := kgo.NewClient(kgo.SeedBrokers(c.Brokers...))
	if err != nil {
		return err
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	admin := kadm.NewClient(client)
	committed, err := admin.FetchOffsets(ctx, c.Topic.Group)
	if err == nil && len(committed) > 0 {
		return nil // it has begun
	}
	ends, err := admin.ListCommittedOffsets(ctx, c.Topic.Name)
	if err != nil {
		return err
	}
	return admin.CommitAllOffsets(ctx, c.Topic.Group, ends.Offsets())
}

// addedAtEnd has partitions begin at their end that the topic did not have at
// first.
func (c *consumer) addedAtEnd(ctx context.Context, offsets map[string]map[int32]kgo.Offset) (map[string]map[int32]kgo.Offset, error) {
	for _, list := range offsets {
		for p, o := range list {
			if p >= FirstPartitions && o.EpochOffset().Offset < 0 {
				list[p] = kgo.NewOffset().AtEnd()
			}
		}
	}
	return offsets, ctx.Err()
}

// pause pauses partitions that are taken away, which the client remembers.
func pause(_ context.Context, client *kgo.Client, gone map[string][]int32) {
	client.PauseFetchPartitions(gone)
}
