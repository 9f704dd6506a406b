package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// fixMetadataRequest creates the topics that the cluster would create because a
// client asks for them. The cluster forgets those when its process is killed.
func fixMetadataRequest(c *conn, request kmsg.Request) bool {
	r := request.(*kmsg.MetadataRequest)
	for _, t := range r.Topics {
		if r.AllowAutoTopicCreation && t.Topic != nil {
			c.topics.create(*t.Topic)
		}
	}
	return false
}
