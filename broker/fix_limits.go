package broker

import (
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// maxPartitions is how many partitions a request may ask for. The cluster would make any
// number, which takes all memory.
const maxPartitions = 10_000

// limitCreateTopics asks for no partitions where there would be too many, or where a
// config is invalid, which the cluster refuses.
func limitCreateTopics(c *conn, request kmsg.Request) (changed bool) {
	topics := request.(*kmsg.CreateTopicsRequest).Topics
	left := int32(maxPartitions)
	invalid := map[string]string{}
	for i := range topics {
		t := &topics[i]
		for _, config := range t.Configs {
			if problem := invalidConfig(kmsg.ConfigResourceTypeTopic, config.Name, config.Value); problem != "" {
				invalid[t.Topic] = problem
			}
		}
		if n := countPartitions(t); n > left || invalid[t.Topic] != "" {
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

// countPartitions returns how many partitions a topic would have, at least 1.
func countPartitions(t *kmsg.CreateTopicsRequestTopic) int32 {
	return max(1, t.NumPartitions, int32(len(t.ReplicaAssignment)))
}

// amendCreateTopics tells what was wrong with topics that were refused for their configs.
func amendCreateTopics(response kmsg.Response, invalid map[string]string) {
	topics := response.(*kmsg.CreateTopicsResponse).Topics
	for i := range topics {
		if problem := invalid[topics[i].Topic]; problem != "" && topics[i].ErrorCode == kerr.InvalidPartitions.Code {
			topics[i].ErrorCode, topics[i].ErrorMessage = kerr.InvalidConfig.Code, &problem
		}
	}
}

// limitCreatePartitions is limitCreateTopics for partitions that are added.
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

// fixAPIVersions leaves out versions that make the cluster panic.
func fixAPIVersions(_ *conn, response kmsg.Response) {
	keys := response.(*kmsg.ApiVersionsResponse).ApiKeys
	for i := range keys {
		if keys[i].ApiKey == kmsg.Produce.Int16() {
			keys[i].MaxVersion = min(keys[i].MaxVersion, maxProduceVersion)
		}
	}
}
