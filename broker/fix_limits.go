package broker

import (
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// maxPartitions is the maximum number of partitions that a request may ask for. The cluster
// would create any number, until it runs out of memory.
const maxPartitions = 10_000

// refusedTopic is the reason why a topic is not created.
type refusedTopic struct {
	code    int16
	problem string
}

// checkTopic returns why a topic cannot be created, regardless of its number of partitions.
func checkTopic(t *kmsg.CreateTopicsRequestTopic) (refused refusedTopic, ok bool) {
	if !validTopic(t.Topic) {
		return refusedTopic{kerr.InvalidTopicException.Code, "a name has 1 to 249 letters, digits, '.', '_' and '-', and is not '.' or '..'"}, false
	}
	for _, config := range t.Configs {
		if problem := invalidConfig(kmsg.ConfigResourceTypeTopic, config.Name, config.Value); problem != "" {
			return refusedTopic{kerr.InvalidConfig.Code, problem}, false
		}
	}
	return refusedTopic{}, true
}

// limitCreateTopics requests no partitions if there would be too many, or if the name or a
// config is invalid. The cluster refuses that.
func limitCreateTopics(c *conn, request kmsg.Request) (changed bool) {
	topics := request.(*kmsg.CreateTopicsRequest).Topics
	left := int32(maxPartitions)
	invalid := map[string]refusedTopic{}
	for i := range topics {
		t := &topics[i]
		refused, ok := checkTopic(t)
		if !ok {
			invalid[t.Topic] = refused
		}
		if n := countPartitions(t); n > left || !ok {
			t.NumPartitions, t.ReplicaAssignment, changed = 0, nil, true
		} else {
			left -= n
		}
	}
	if len(invalid) > 0 {
		c.current.amend = func(_ *conn, response kmsg.Response) { amendCreateTopics(response, invalid) }
	}
	return changed
}

// countPartitions returns the number of partitions that a topic would have, at least 1.
func countPartitions(t *kmsg.CreateTopicsRequestTopic) int32 {
	return max(1, t.NumPartitions, int32(len(t.ReplicaAssignment)))
}

// amendCreateTopics adds the reason to topics that were refused for their names or configs.
func amendCreateTopics(response kmsg.Response, invalid map[string]refusedTopic) {
	topics := response.(*kmsg.CreateTopicsResponse).Topics
	for i := range topics {
		if refused, ok := invalid[topics[i].Topic]; ok && topics[i].ErrorCode == kerr.InvalidPartitions.Code {
			topics[i].ErrorCode, topics[i].ErrorMessage = refused.code, &refused.problem
		}
	}
}

// limitCreatePartitions is like limitCreateTopics, for added partitions.
func limitCreatePartitions(_ *conn, request kmsg.Request) (changed bool) {
	topics := request.(*kmsg.CreatePartitionsRequest).Topics
	left := int32(maxPartitions)
	for i := range topics {
		if t := &topics[i]; t.Count > left {
			t.Count, changed = 0, true
		} else {
			left -= max(1, t.Count)
		}
	}
	return changed
}

// fixAPIVersions drops versions that make the cluster panic.
func fixAPIVersions(_ *conn, response kmsg.Response) {
	keys := response.(*kmsg.ApiVersionsResponse).ApiKeys
	for i := range keys {
		if keys[i].ApiKey == kmsg.Produce.Int16() {
			keys[i].MaxVersion = min(keys[i].MaxVersion, maxProduceVersion)
		}
	}
}
