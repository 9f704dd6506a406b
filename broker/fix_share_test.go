package broker_test

import (
	"testing"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// A member's first fetch tells of all its partitions if records were released
// before, also of those that have none.
func TestShareFetch_HasNoNullRecords(t *testing.T) {
	b := start(t, broker.Config{Partitions: 3})
	produce(t, connect(t, b), "content.events", "a", "b")
	readGroupFromStart(t, connect(t, b), "workers")

	w := dial(t, b)
	w.shareFetch("first")
	w.leaveShareGroup("first")
	response := w.shareFetch("second")
	partitions := response.Topics[0].Partitions
	if len(response.Topics) != 1 || len(partitions) != 3 {
		t.Fatalf("topics %+v, want one with 3 partitions", response.Topics)
	}
	acquired := 0
	for _, p := range partitions {
		acquired += len(p.AcquiredRecords)
		if p.Records == nil {
			t.Errorf("partition %d has null records", p.Partition)
		}
	}
	if acquired != 1 {
		t.Errorf("records of %d partitions were acquired, want one partition's", acquired)
	}
}

func readGroupFromStart(t *testing.T, client *kgo.Client, group string) {
	t.Helper()
	request := kmsg.NewPtrIncrementalAlterConfigsRequest()
	resource := kmsg.NewIncrementalAlterConfigsRequestResource()
	resource.ResourceType, resource.ResourceName = kmsg.ConfigResourceTypeGroupConfig, group
	config := kmsg.NewIncrementalAlterConfigsRequestResourceConfig()
	config.Name, config.Value = "share.auto.offset.reset", kmsg.StringPtr("earliest")
	resource.Configs = append(resource.Configs, config)
	request.Resources = append(request.Resources, resource)
	response, err := request.RequestWith(deadline(t), client)
	if err != nil || response.Resources[0].ErrorCode != 0 {
		t.Fatalf("setting share.auto.offset.reset: %+v, %v", response, err)
	}
}

// shareFetch joins the group "workers" and fetches from all its partitions.
func (w *wire) shareFetch(member string) *kmsg.ShareFetchResponse {
	w.t.Helper()
	join := kmsg.NewPtrShareGroupHeartbeatRequest()
	join.GroupID, join.MemberID, join.SubscribedTopicNames = "workers", member, []string{"content.events"}
	joined := w.call(join, w.maxVersion(kmsg.ShareGroupHeartbeat)).(*kmsg.ShareGroupHeartbeatResponse)
	if joined.ErrorCode != 0 || joined.Assignment == nil {
		w.t.Fatalf("%s joins: %+v", member, joined)
	}

	fetch := kmsg.NewPtrShareFetchRequest()
	fetch.GroupID, fetch.MemberID = kmsg.StringPtr("workers"), &member
	fetch.MaxWaitMillis, fetch.MinBytes, fetch.MaxBytes, fetch.MaxRecords, fetch.BatchSize = 10_000, 1, 1<<20, 100, 100
	for _, assigned := range joined.Assignment.TopicPartitions {
		topic := kmsg.NewShareFetchRequestTopic()
		topic.TopicID = assigned.TopicID
		for _, p := range assigned.Partitions {
			partition := kmsg.NewShareFetchRequestTopicPartition()
			partition.Partition = p
			topic.Partitions = append(topic.Partitions, partition)
		}
		fetch.Topics = append(fetch.Topics, topic)
	}
	response := w.call(fetch, w.maxVersion(kmsg.ShareFetch)).(*kmsg.ShareFetchResponse)
	if response.ErrorCode != 0 || len(response.Topics) == 0 {
		w.t.Fatalf("%s fetches: %+v", member, response)
	}
	return response
}

func (w *wire) leaveShareGroup(member string) {
	w.t.Helper()
	leave := kmsg.NewPtrShareGroupHeartbeatRequest()
	leave.GroupID, leave.MemberID, leave.MemberEpoch = "workers", member, -1
	if left := w.call(leave, w.maxVersion(kmsg.ShareGroupHeartbeat)).(*kmsg.ShareGroupHeartbeatResponse); left.ErrorCode != 0 {
		w.t.Fatalf("%s leaves: %+v", member, left)
	}
}
