package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// memberTopics are the partitions that members of the consumer protocol have
// last reported on a connection.
type memberTopics map[memberID][]kmsg.ConsumerGroupHeartbeatRequestTopic

type memberID struct{ group, member string }

// fixConsumerGroupHeartbeat completes a heartbeat that changes a subscription.
// Java sends only the fields that have changed since its last heartbeat. The
// cluster ignores a subscription unless partitions and a timeout come with it.
func fixConsumerGroupHeartbeat(c *conn, request kmsg.Request) bool {
	r := request.(*kmsg.ConsumerGroupHeartbeatRequest)
	id := memberID{r.Group, r.MemberID}
	if leaves := r.MemberEpoch < 0; leaves {
		delete(c.members, id)
		return false
	}
	if r.Topics != nil {
		c.members[id] = r.Topics
	}
	joins := r.MemberEpoch == 0
	subscribes := r.SubscribedTopicNames != nil || r.SubscribedTopicRegex != nil
	if joins || !subscribes {
		return false
	}
	r.Topics = c.members[id]
	if r.RebalanceTimeoutMillis == timeoutUnchanged {
		r.RebalanceTimeoutMillis = timeoutIgnored
	}
	return true
}

const (
	timeoutUnchanged = -1
	timeoutIgnored   = 60_000 // the cluster keeps the one of the join
)
