package broker_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/twmb/franz-go/pkg/kadm"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// heartbeat is the first of a member of the consumer protocol.
func heartbeat(group, member string, topics ...string) *kmsg.ConsumerGroupHeartbeatRequest {
	r := kmsg.NewPtrConsumerGroupHeartbeatRequest()
	r.Group, r.MemberID = group, member
	r.RebalanceTimeoutMillis = 30_000
	r.SubscribedTopicNames = append([]string{}, topics...)
	r.Topics = []kmsg.ConsumerGroupHeartbeatRequestTopic{}
	return r
}

func TestListGroups_FiltersTypesWithoutCase(t *testing.T) {
	b := start(t, broker.Config{})
	admin := kadm.NewClient(connect(t, b))
	w := dial(t, b)
	w.call(createTopic("content.events", 1, nil), 4)
	offsets := kadm.Offsets{}
	offsets.AddOffset("content.events", 0, 0, -1)
	if err := admin.CommitAllOffsets(deadline(t), "old", offsets); err != nil {
		t.Fatal(err)
	}
	w.call(heartbeat("new", "member"), w.maxVersion(kmsg.ConsumerGroupHeartbeat))

	for _, test := range []struct {
		filter []string
		want   []string
	}{
		{nil, []string{"new: consumer, consumer", "old: classic, "}},
		{[]string{"Classic", "Consumer"}, []string{"new: consumer, consumer", "old: classic, "}},
		{[]string{"Classic"}, []string{"old: classic, "}},
		{[]string{"CONSUMER"}, []string{"new: consumer, consumer"}},
		{[]string{"consumer"}, []string{"new: consumer, consumer"}},
		{[]string{"Share"}, nil},
	} {
		request := kmsg.NewPtrListGroupsRequest()
		request.TypesFilter = test.filter
		response := w.call(request, w.maxVersion(kmsg.ListGroups)).(*kmsg.ListGroupsResponse)
		var got []string
		for _, g := range response.Groups {
			got = append(got, fmt.Sprintf("%s: %s, %s", g.Group, g.GroupType, g.ProtocolType))
		}
		slices.Sort(got)
		if !slices.Equal(got, test.want) {
			t.Errorf("types %q: groups %q, want %q", test.filter, got, test.want)
		}
	}
}

// A member that subscribes to more topics later sends only what has changed, as
// Java's does.
func TestConsumerGroupHeartbeat_ChangesSubscription(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	for _, topic := range []string{"content.events", "user.events"} {
		w.call(createTopic(topic, 2, nil), 4)
	}
	version := w.maxVersion(kmsg.ConsumerGroupHeartbeat)
	joined := w.call(heartbeat("indexer", "member"), version).(*kmsg.ConsumerGroupHeartbeatResponse)
	if joined.ErrorCode != 0 || assigned(joined) != 0 {
		t.Fatalf("join: %+v, want no error and no partitions", joined)
	}

	subscribe := heartbeat("indexer", "member", "content.events")
	subscribe.MemberEpoch, subscribe.RebalanceTimeoutMillis = joined.MemberEpoch, -1
	response := w.call(subscribe, version).(*kmsg.ConsumerGroupHeartbeatResponse)
	if response.ErrorCode != 0 || assigned(response) != 2 {
		t.Fatalf("first subscription: %+v, want 2 partitions", response)
	}

	owns := heartbeat("indexer", "member")
	owns.MemberEpoch, owns.RebalanceTimeoutMillis, owns.SubscribedTopicNames = response.MemberEpoch, -1, nil
	for _, topic := range response.Assignment.Topics {
		owned := kmsg.NewConsumerGroupHeartbeatRequestTopic()
		owned.TopicID, owned.Partitions = topic.TopicID, topic.Partitions
		owns.Topics = append(owns.Topics, owned)
	}
	response = w.call(owns, version).(*kmsg.ConsumerGroupHeartbeatResponse)
	if response.ErrorCode != 0 {
		t.Fatalf("error %d", response.ErrorCode)
	}

	more := heartbeat("indexer", "member", "content.events", "user.events")
	more.MemberEpoch, more.RebalanceTimeoutMillis, more.Topics = response.MemberEpoch, -1, nil
	response = w.call(more, version).(*kmsg.ConsumerGroupHeartbeatResponse)
	if response.ErrorCode != 0 || assigned(response) != 4 {
		t.Errorf("second subscription: %+v, want 4 partitions", response)
	}
}

// assigned counts the partitions of a heartbeat's response.
func assigned(response *kmsg.ConsumerGroupHeartbeatResponse) int {
	n := 0
	if response.Assignment != nil {
		for _, topic := range response.Assignment.Topics {
			n += len(topic.Partitions)
		}
	}
	return n
}

func TestConsumerGroupDescribe_NamesAssignedTopics(t *testing.T) {
	w := dial(t, start(t, broker.Config{}))
	for _, topic := range []string{"content.events", "user.events"} {
		w.call(createTopic(topic, 2, nil), 4)
	}
	w.call(heartbeat("indexer", "member", "content.events", "user.events"), w.maxVersion(kmsg.ConsumerGroupHeartbeat))

	describe := func() kmsg.ConsumerGroupDescribeResponseGroupMember {
		request := kmsg.NewPtrConsumerGroupDescribeRequest()
		request.Groups = []string{"indexer"}
		response := w.call(request, w.maxVersion(kmsg.ConsumerGroupDescribe)).(*kmsg.ConsumerGroupDescribeResponse)
		if len(response.Groups) != 1 || len(response.Groups[0].Members) != 1 {
			t.Fatalf("groups %+v, want one with one member", response.Groups)
		}
		return response.Groups[0].Members[0]
	}
	both := []string{"content.events [0 1]", "user.events [0 1]"}
	if m := describe(); !slices.Equal(topicsOf(m.Assignment), both) || !slices.Equal(topicsOf(m.TargetAssignment), both) {
		t.Errorf("assignment %q, target %q, want %q", topicsOf(m.Assignment), topicsOf(m.TargetAssignment), both)
	}

	remove := kmsg.NewPtrDeleteTopicsRequest()
	remove.TopicNames = []string{"user.events"}
	w.call(remove, 4)
	left := []string{"content.events [0 1]"}
	if m := describe(); !slices.Equal(topicsOf(m.Assignment), left) || !slices.Equal(topicsOf(m.TargetAssignment), left) {
		t.Errorf("assignment %q, target %q after a topic was deleted, want %q", topicsOf(m.Assignment), topicsOf(m.TargetAssignment), left)
	}
}

func topicsOf(a kmsg.Assignment) []string {
	var topics []string
	for _, t := range a.TopicPartitions {
		topics = append(topics, fmt.Sprint(t.Topic, " ", t.Partitions))
	}
	slices.Sort(topics)
	return topics
}
