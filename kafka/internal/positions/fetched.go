package positions

import (
	"context"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/kafka/internal/doneset"
	"github.com/mediamesh/events/kafka/internal/lanes"
)

// Fetched returns the positions that a cluster has of a group's partitions, by its answer
// to a client that was assigned them. Partitions of which nothing is committed, or that
// failed, are left out.
func Fetched(ctx context.Context, client *kgo.Client, group string, resp *kmsg.OffsetFetchResponse) map[lanes.Place]lanes.Position {
	found := make(map[lanes.Place]lanes.Position)
	for _, g := range resp.Groups {
		for _, topic := range g.Topics {
			name, id := topic.Topic, topic.TopicID
			if name == "" || id == [16]byte{} {
				name, id = lookUp(ctx, client, name, id)
			}
			for _, p := range topic.Partitions {
				if p.ErrorCode != 0 || p.Offset < 0 {
					continue
				}
				at := lanes.Position{At: kgo.EpochOffset{Epoch: p.LeaderEpoch, Offset: p.Offset}}
				w := doneset.Scope{Group: group, Topic: name, Partition: p.Partition, TopicID: id, Offset: p.Offset}
				if p.Metadata != nil {
					first, rest := doneset.CutFirstRead(*p.Metadata)
					at.FirstRead, at.Ahead = first, w.Parse(rest)
				}
				found[lanes.Place{Topic: name, Partition: p.Partition}] = at
			}
		}
	}
	return found
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
