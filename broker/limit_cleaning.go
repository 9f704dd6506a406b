package broker

import (
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// With a data directory, the cluster never cleans up records. To compact a topic, it
// deletes the segments before it writes the new ones, and it forgets what it deleted from
// the start of a partition. If killed then, it loses records or reuses offsets.
const (
	cleanerBackoff = "log.cleaner.backoff.ms" // also of deletion by age and size
	neverCleans    = "3153600000000"          // 100 years

	cleaningProblem = cleanerBackoff + " cannot be changed: a broker with a data directory does not clean it"
)

// pinned reports whether a broker config may not be changed.
func (c *conn) pinned(kind kmsg.ConfigResourceType, name string) bool {
	return c.topics.stored && kind == kmsg.ConfigResourceTypeBroker && name == cleanerBackoff
}

// pinConfigs adds the configs that may not be changed to a request that replaces those of
// brokers.
func (c *conn) pinConfigs(r *kmsg.AlterConfigsRequestResource) (changed bool) {
	if !c.pinned(r.ResourceType, cleanerBackoff) {
		return false
	}
	never := neverCleans
	r.Configs = append(r.Configs, kmsg.AlterConfigsRequestResourceConfig{Name: cleanerBackoff, Value: &never})
	return true
}

// checkDeleteRecords refuses to delete records of a data directory, with POLICY_VIOLATION.
func checkDeleteRecords(c *conn, request kmsg.Request) bool {
	if !c.topics.stored {
		return false
	}
	r := request.(*kmsg.DeleteRecordsRequest)
	refused := r.Topics
	r.Topics = nil
	c.current.amend = func(_ *conn, response kmsg.Response) {
		r := response.(*kmsg.DeleteRecordsResponse)
		for _, t := range refused {
			answer := kmsg.NewDeleteRecordsResponseTopic()
			answer.Topic = t.Topic
			for _, p := range t.Partitions {
				partition := kmsg.NewDeleteRecordsResponseTopicPartition()
				partition.Partition, partition.LowWatermark, partition.ErrorCode = p.Partition, -1, kerr.PolicyViolation.Code
				answer.Partitions = append(answer.Partitions, partition)
			}
			r.Topics = append(r.Topics, answer)
		}
	}
	return true
}
