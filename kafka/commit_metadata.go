package kafka

import (
	"context"
	"errors"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/doneset"
)

// withAhead has a commit tell what is done ahead of its offsets as well.
func (r *run) withAhead(ctx context.Context, marks map[place]mark) context.Context {
	if r.terse == tersest {
		return ctx
	}
	room := min(doneset.MaxText, commitRoom/max(1, len(marks)))
	return kgo.PreCommitFnContext(ctx, func(req *kmsg.OffsetCommitRequest) error {
		for _, topic := range req.Topics {
			for i := range topic.Partitions {
				p := &topic.Partitions[i]
				at := place{Topic: topic.Topic, Partition: p.Partition}
				w := doneset.Scope{Group: r.config.Group, Topic: at.Topic, Partition: at.Partition, TopicID: topic.TopicID, Offset: p.Offset}
				text := marks[at].FirstRead.Text()
				if r.terse == 0 {
					text += w.Text(marks[at].Ahead, room-len(text))
				}
				if text != "" {
					p.Metadata = &text
				}
			}
		}
		return nil
	})
}

// commitRoom is how many bytes the metadata of one commit may have in all: Kafka writes
// it as one batch, of a megabyte at most.
const commitRoom = 512 << 10

// tersest is how much a commit may leave out of its metadata: first what is done
// ahead, and then since when the group reads the topic as well.
const tersest = 2

// isMetadataRefused tells that a commit was refused for what it told besides offsets.
func isMetadataRefused(err error) bool {
	return errors.Is(err, kerr.OffsetMetadataTooLarge) || errors.Is(err, kerr.InvalidCommitOffsetSize)
}

// fetched readies partitions that were assigned, before anything is fetched of
// them: which keys are blocked, where the order is kept, and what those who had
// them before have done ahead of what they committed. With an error, which says
// that the group rebalances again, it is called again for those that stay.
func (r *run) fetched(ctx context.Context, client *kgo.Client, resp *kmsg.OffsetFetchResponse) error {
	if r.config.KeepOrder {
		if err := r.order.Find(ctx); err != nil {
			return err
		}
	}
	marks := make(map[place]mark)
	for _, group := range resp.Groups {
		for _, topic := range group.Topics {
			name, id := topic.Topic, topic.TopicID
			if name == "" || id == [16]byte{} {
				name, id = lookUp(ctx, client, name, id)
			}
			for _, p := range topic.Partitions {
				if p.ErrorCode != 0 || p.Offset < 0 {
					continue
				}
				m := mark{At: kgo.EpochOffset{Epoch: p.LeaderEpoch, Offset: p.Offset}}
				w := doneset.Scope{Group: r.config.Group, Topic: name, Partition: p.Partition, TopicID: id, Offset: p.Offset}
				if p.Metadata != nil {
					first, rest := doneset.CutFirstRead(*p.Metadata)
					m.FirstRead, m.Ahead = first, w.Parse(rest)
				}
				marks[place{Topic: name, Partition: p.Partition}] = m
			}
		}
	}
	r.scheduler.Continue(marks)
	return nil
}

// lookUp returns a topic's name and id, of which clusters tell one or the other.
func lookUp(ctx context.Context, client *kgo.Client, name string, id [16]byte) (string, [16]byte) {
	const lately = time.Hour // neither changes while there is the topic
	req := kmsg.NewPtrMetadataRequest()
	topic := kmsg.NewMetadataRequestTopic()
	if name != "" {
		topic.Topic = &name
	} else {
		topic.TopicID = id
	}
	req.Topics = append(req.Topics, topic)
	resp, err := client.RequestCachedMetadata(ctx, req, lately)
	if err != nil || len(resp.Topics) != 1 || resp.Topics[0].Topic == nil {
		return name, id
	}
	return *resp.Topics[0].Topic, resp.Topics[0].TopicID
}
