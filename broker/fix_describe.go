package broker

import (
	"slices"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// fixConsumerGroupDescribe adds the names of the topics that members are assigned. The
// cluster returns only their IDs, but Java's admin client uses the names.
func fixConsumerGroupDescribe(c *conn, response kmsg.Response) {
	groups := response.(*kmsg.ConsumerGroupDescribeResponse).Groups
	for i := range groups {
		for j := range groups[i].Members {
			m := &groups[i].Members[j]
			m.Assignment.TopicPartitions = c.nameTopics(m.Assignment.TopicPartitions)
			m.TargetAssignment.TopicPartitions = c.nameTopics(m.TargetAssignment.TopicPartitions)
		}
	}
}

// nameTopics adds topic names to an assignment, and drops topics that have been deleted, as
// Kafka does.
func (c *conn) nameTopics(list []kmsg.AssignmentTopicPartition) []kmsg.AssignmentTopicPartition {
	for i := range list {
		if t := &list[i]; t.Topic == "" {
			t.Topic = c.topics.name(t.TopicID)
		}
	}
	return slices.DeleteFunc(list, func(t kmsg.AssignmentTopicPartition) bool { return t.Topic == "" })
}
