package positions

import (
	"context"
	"errors"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/doneset"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

const (
	// commitRoom is how many bytes the metadata of one commit may have in all: Kafka writes
	// it as one batch, of a megabyte at most.
	commitRoom = 512 << 10
	// tersest is how much a commit may leave out of its metadata: first what is done
	// ahead, and then since when the group reads the topic as well.
	tersest = 2
)

// A Committer commits positions of a group. Its methods are called one at a time.
type Committer struct {
	Group string
	terse int // how much commits leave out, since the cluster refuses more
}

// Commit commits positions. If the cluster refuses what is said besides offsets, less of it
// is said from then on. The client is a member of the group.
func (c *Committer) Commit(ctx context.Context, client *kgo.Client, done map[lanes.Place]lanes.Position) error {
	failed := c.commit(ctx, client, done)
	for isMetadataRefused(failed) && c.terse < tersest {
		c.terse++
		failed = c.commit(ctx, client, done)
	}
	return failed
}

func (c *Committer) commit(ctx context.Context, client *kgo.Client, done map[lanes.Place]lanes.Position) (failed error) {
	client.CommitOffsetsSync(c.withMetadata(ctx, done), offsetsIn(done), func(_ *kgo.Client, _ *kmsg.OffsetCommitRequest, resp *kmsg.OffsetCommitResponse, err error) {
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

// offsetsIn returns the positions' offsets.
func offsetsIn(done map[lanes.Place]lanes.Position) map[string]map[int32]kgo.EpochOffset {
	out := make(map[string]map[int32]kgo.EpochOffset)
	for at, p := range done {
		if out[at.Topic] == nil {
			out[at.Topic] = make(map[int32]kgo.EpochOffset)
		}
		out[at.Topic][at.Partition] = p.At
	}
	return out
}

// withMetadata has a commit say besides offsets what is done ahead of them, and since when
// the group reads the topics.
func (c *Committer) withMetadata(ctx context.Context, done map[lanes.Place]lanes.Position) context.Context {
	if c.terse == tersest {
		return ctx
	}
	room := min(doneset.MaxText, commitRoom/max(1, len(done)))
	return kgo.PreCommitFnContext(ctx, func(req *kmsg.OffsetCommitRequest) error {
		for _, topic := range req.Topics {
			for i := range topic.Partitions {
				p := &topic.Partitions[i]
				at := lanes.Place{Topic: topic.Topic, Partition: p.Partition}
				w := doneset.Scope{Group: c.Group, Topic: at.Topic, Partition: at.Partition, TopicID: topic.TopicID, Offset: p.Offset}
				text := done[at].FirstRead.Text()
				if c.terse == 0 {
					text += w.Text(done[at].Ahead, room-len(text))
				}
				if text != "" {
					p.Metadata = &text
				}
			}
		}
		return nil
	})
}

// isMetadataRefused tells that a commit was refused for what it told besides offsets.
func isMetadataRefused(err error) bool {
	return errors.Is(err, kerr.OffsetMetadataTooLarge) || errors.Is(err, kerr.InvalidCommitOffsetSize)
}

// IsRebalanced reports whether a commit was refused because the group has moved on.
func IsRebalanced(err error) bool {
	for _, moved := range []error{kerr.IllegalGeneration, kerr.UnknownMemberID, kerr.StaleMemberEpoch, kerr.FencedMemberEpoch} {
		if errors.Is(err, moved) {
			return true
		}
	}
	return false
}
