package broker

import (
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// fixMetadataRequest creates the topics that the cluster would create on a client's
// request. The cluster forgets such topics if its process is killed, and accepts any name:
// even an invalid one, or one that differs from another only in "." and "_". Those are
// answered with INVALID_TOPIC_EXCEPTION.
func fixMetadataRequest(c *conn, request kmsg.Request) bool {
	r := request.(*kmsg.MetadataRequest)
	if !r.AllowAutoTopicCreation {
		return false
	}
	refused := map[string]int16{}
	for _, t := range r.Topics {
		if t.Topic == nil || t.TopicID != noTopicID {
			continue
		}
		if code := c.topics.create(*t.Topic); code != 0 {
			refused[*t.Topic] = code
		}
	}
	r.AllowAutoTopicCreation = false
	if len(refused) > 0 {
		c.current.amend = func(_ *conn, response kmsg.Response) {
			topics := response.(*kmsg.MetadataResponse).Topics
			for i := range topics {
				t := &topics[i]
				if t.Topic == nil || t.ErrorCode != kerr.UnknownTopicOrPartition.Code {
					continue
				}
				if code := refused[*t.Topic]; code != 0 {
					t.ErrorCode = code
				}
			}
		}
	}
	return true
}

var noTopicID [16]byte
