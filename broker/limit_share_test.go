package broker_test

import (
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// An offset that a partition does not have, or the acknowledgement of all up to it,
// would have the broker count for centuries.
func TestBroker_RefusesFarShareOffsets(t *testing.T) {
	const far = 1 << 60
	b := start(t, broker.Config{Partitions: 1})
	client := connect(t, b)
	produce(t, client, "content.events", "a", "b")
	readGroupFromStart(t, client, "workers")
	w := dial(t, b)
	alter := func(offset int64) int16 {
		topic := kmsg.NewAlterShareGroupOffsetsRequestTopic()
		topic.Topic = "content.events"
		topic.Partitions = []kmsg.AlterShareGroupOffsetsRequestTopicPartition{{Partition: 0, StartOffset: offset}}
		request := kmsg.NewPtrAlterShareGroupOffsetsRequest()
		request.GroupID, request.Topics = "workers", append(request.Topics, topic)
		partition := w.call(request, 0).(*kmsg.AlterShareGroupOffsetsResponse).Topics[0].Partitions[0]
		if partition.Partition != 0 {
			t.Errorf("answered for partition %d, want 0", partition.Partition)
		}
		return partition.ErrorCode
	}
	for offset, want := range map[int64]int16{far: kerr.OffsetOutOfRange.Code, 3: kerr.OffsetOutOfRange.Code, -1: kerr.OffsetOutOfRange.Code, 1: 0, 2: 0} {
		if code := alter(offset); code != want {
			t.Errorf("setting offset %d: code %d, want %d", offset, code, want)
		}
	}
	if code := alter(0); code != 0 {
		t.Fatalf("setting offset 0: code %d", code)
	}

	fetched := w.shareFetch("one").Topics[0]
	acknowledge := func(epoch int32, last int64) int16 {
		partition := kmsg.NewShareAcknowledgeRequestTopicPartition()
		partition.AcknowledgementBatches = []kmsg.ShareAcknowledgeRequestTopicPartitionAcknowledgementBatch{{FirstOffset: 0, LastOffset: last, AcknowledgeTypes: []int8{1}}}
		topic := kmsg.NewShareAcknowledgeRequestTopic()
		topic.TopicID, topic.Partitions = fetched.TopicID, append(topic.Partitions, partition)
		request := kmsg.NewPtrShareAcknowledgeRequest()
		request.GroupID, request.MemberID, request.ShareSessionEpoch = kmsg.StringPtr("workers"), kmsg.StringPtr("one"), epoch
		request.Topics = append(request.Topics, topic)
		return w.call(request, 1).(*kmsg.ShareAcknowledgeResponse).Topics[0].Partitions[0].ErrorCode
	}
	if code := acknowledge(1, far-1); code != kerr.InvalidRequest.Code {
		t.Errorf("acknowledging 2^60 records: code %d, want %d", code, kerr.InvalidRequest.Code)
	}
	if code := acknowledge(2, 1); code != 0 {
		t.Errorf("acknowledging both records: code %d", code)
	}
}
