package broker

import (
	"slices"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// fixConsumerGroupDescribe names the topics that members are assigned. The
// cluster gives only their IDs, and Java's admin client goes by the names.
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

// nameTopics names the topics of an assignment, and leaves out those that have
// been deleted, as Kafka does.
func (c *conn) nameTopics(list []kmsg.AssignmentTopicPartition) []kmsg.AssignmentTopicPartition {
	for i := range list {
		if t := &list[i]; t.Topic == "" {
			t.Topic = c.topics.name(t.TopicID)
		}
	}
	return slices.DeleteFunc(list, func(t kmsg.AssignmentTopicPartition) bool { return t.Topic == "" })
}
