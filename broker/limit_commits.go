package broker

import (
	"unicode/utf8"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// maxMetadata is Kafka's default of offset.metadata.max.bytes.
const maxMetadata = 4096

// tooLarge reports whether a commit's metadata must be refused.
func tooLarge(metadata *string) bool { return metadata != nil && len(*metadata) > maxMetadata }

// limitOffsetCommit removes partitions with large metadata from a commit, and answers
// OFFSET_METADATA_TOO_LARGE for them, as Kafka does. If the group's name is not UTF-8, and
// would be different after a restart, it removes all partitions and answers
// INVALID_GROUP_ID.
func limitOffsetCommit(c *conn, request kmsg.Request) bool {
	r := request.(*kmsg.OffsetCommitRequest)
	valid, code := utf8.ValidString(r.Group), kerr.OffsetMetadataTooLarge.Code
	if !valid {
		code = kerr.InvalidGroupID.Code
		r.Group, r.Generation = "", 0 // which the cluster refuses
	}
	var refused []kmsg.OffsetCommitResponseTopic
	for i := range r.Topics {
		t := &r.Topics[i]
		answer := kmsg.OffsetCommitResponseTopic{Topic: t.Topic, TopicID: t.TopicID}
		kept := t.Partitions[:0]
		for _, p := range t.Partitions {
			if valid && !tooLarge(p.Metadata) {
				kept = append(kept, p)
			} else {
				answer.Partitions = append(answer.Partitions, kmsg.OffsetCommitResponseTopicPartition{Partition: p.Partition, ErrorCode: code})
			}
		}
		if t.Partitions = kept; len(answer.Partitions) > 0 {
			refused = append(refused, answer)
		}
	}
	if len(refused) == 0 {
		return !valid
	}
	c.current.amend = func(_ *conn, response kmsg.Response) {
		r := response.(*kmsg.OffsetCommitResponse)
		at := map[topicKey]int{}
		for i := range r.Topics {
			at[topicKey{r.Topics[i].Topic, r.Topics[i].TopicID}] = i
		}
		for _, t := range refused {
			if i, ok := at[topicKey{t.Topic, t.TopicID}]; ok {
				r.Topics[i].Partitions = append(r.Topics[i].Partitions, t.Partitions...)
			} else {
				r.Topics = append(r.Topics, t)
			}
		}
	}
	return true
}

// limitTxnOffsetCommit is like limitOffsetCommit, within a transaction.
func limitTxnOffsetCommit(c *conn, request kmsg.Request) bool {
	r := request.(*kmsg.TxnOffsetCommitRequest)
	var refused []kmsg.TxnOffsetCommitResponseTopic
	for i := range r.Topics {
		t := &r.Topics[i]
		answer := kmsg.TxnOffsetCommitResponseTopic{Topic: t.Topic, TopicID: t.TopicID}
		kept := t.Partitions[:0]
		for _, p := range t.Partitions {
			if !tooLarge(p.Metadata) {
				kept = append(kept, p)
			} else {
				answer.Partitions = append(answer.Partitions, kmsg.TxnOffsetCommitResponseTopicPartition{Partition: p.Partition, ErrorCode: kerr.OffsetMetadataTooLarge.Code})
			}
		}
		if t.Partitions = kept; len(answer.Partitions) > 0 {
			refused = append(refused, answer)
		}
	}
	if len(refused) == 0 {
		return false
	}
	c.current.amend = func(_ *conn, response kmsg.Response) {
		r := response.(*kmsg.TxnOffsetCommitResponse)
		at := map[topicKey]int{}
		for i := range r.Topics {
			at[topicKey{r.Topics[i].Topic, r.Topics[i].TopicID}] = i
		}
		for _, t := range refused {
			if i, ok := at[topicKey{t.Topic, t.TopicID}]; ok {
				r.Topics[i].Partitions = append(r.Topics[i].Partitions, t.Partitions...)
			} else {
				r.Topics = append(r.Topics, t)
			}
		}
	}
	return true
}

// topicKey is a topic in a request or response, which has either its name or its ID.
type topicKey struct {
	name string
	id   [16]byte
}
