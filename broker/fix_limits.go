package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// maxPartitions is how many partitions a request may ask for. The cluster would make any
// number, which takes all memory.
const maxPartitions = 10_000

// limitCreateTopics asks for no partitions where there would be too many, which the
// cluster refuses.
func limitCreateTopics(_ *conn, request kmsg.Request) (changed bool) {
	topics := request.(*kmsg.CreateTopicsRequest).Topics
	left := int32(maxPartitions)
	for i := range topics {
		if t := &topics[i]; t.NumPartitions > left {
			t.NumPartitions, changed = 0, true
		} else {
			left -= max(1, t.NumPartitions)
		}
	}
	return changed
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
