package broker_test

import (
	"fmt"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

// What is asked for many times is answered once.
func TestBroker_AnswersRepeatedQuestionsOnce(t *testing.T) {
	const times = 1000
	b := start(t, broker.Config{Partitions: 2})
	w := dial(t, b)
	w.call(createTopic("content.events", 2, nil), 5)
	commitOffset(w, 7, "g", [16]byte{}, "content.events", "")
	repeated := func(element string) (list []string) {
		for range times {
			list = append(list, element)
		}
		return append(list, "other")
	}
	configs := kmsg.NewPtrDescribeConfigsRequest()
	offsets := kmsg.NewPtrOffsetFetchRequest()
	parts := kmsg.NewPtrDescribeTopicPartitionsRequest()
	shared := kmsg.NewPtrDescribeShareGroupOffsetsRequest()
	for _, name := range repeated("content.events") {
		resource := kmsg.NewDescribeConfigsRequestResource()
		resource.ResourceType, resource.ResourceName = kmsg.ConfigResourceTypeTopic, name
		configs.Resources = append(configs.Resources, resource)
		group := kmsg.NewOffsetFetchRequestGroup()
		group.Group = name
		offsets.Groups = append(offsets.Groups, group)
		topic := kmsg.NewDescribeTopicPartitionsRequestTopic()
		topic.Topic = name
		parts.Topics = append(parts.Topics, topic)
		share := kmsg.NewDescribeShareGroupOffsetsRequestGroup()
		share.GroupID = name
		shared.Groups = append(shared.Groups, share)
	}
	groups := kmsg.NewPtrDescribeGroupsRequest()
	groups.Groups = repeated("g")
	consumers := kmsg.NewPtrConsumerGroupDescribeRequest()
	consumers.Groups = repeated("g")
	sharers := kmsg.NewPtrShareGroupDescribeRequest()
	sharers.GroupIDs = repeated("g")
	transactions := kmsg.NewPtrDescribeTransactionsRequest()
	transactions.TransactionalIDs = repeated("one")
	for name, got := range map[string]int{
		"DescribeConfigs":           len(w.call(configs, 4).(*kmsg.DescribeConfigsResponse).Resources),
		"OffsetFetch":               len(w.call(offsets, 8).(*kmsg.OffsetFetchResponse).Groups),
		"DescribeTopicPartitions":   len(w.call(parts, 0).(*kmsg.DescribeTopicPartitionsResponse).Topics),
		"DescribeShareGroupOffsets": len(w.call(shared, 0).(*kmsg.DescribeShareGroupOffsetsResponse).Groups),
		"DescribeGroups":            len(w.call(groups, 5).(*kmsg.DescribeGroupsResponse).Groups),
		"ConsumerGroupDescribe":     len(w.call(consumers, 0).(*kmsg.ConsumerGroupDescribeResponse).Groups),
		"ShareGroupDescribe":        len(w.call(sharers, 1).(*kmsg.ShareGroupDescribeResponse).Groups),
		"DescribeTransactions":      len(w.call(transactions, 0).(*kmsg.DescribeTransactionsResponse).TransactionStates),
	} {
		if got != 2 {
			t.Errorf("%s: %d answers, want 2", name, got)
		}
	}
	producers := kmsg.NewPtrDescribeProducersRequest()
	topic := kmsg.NewDescribeProducersRequestTopic()
	topic.Topic = "content.events"
	for i := range int32(times) {
		topic.Partitions = append(topic.Partitions, i%2)
	}
	producers.Topics = []kmsg.DescribeProducersRequestTopic{topic, topic}
	answer := w.call(producers, 0).(*kmsg.DescribeProducersResponse)
	if got := fmt.Sprint(len(answer.Topics), len(answer.Topics[0].Partitions)); got != "1 2" {
		t.Errorf("DescribeProducers: %s topics and partitions, want 1 2", got)
	}
}
