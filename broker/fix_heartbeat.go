package broker

import (
	"sync"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// memberTopics holds the partitions that members using the consumer protocol last reported
// on a connection. It is safe for concurrent use.
type memberTopics struct {
	// mu guards the fields below.
	mu   sync.Mutex
	size int64 // approximate, in bytes
	of   map[memberID][]kmsg.ConsumerGroupHeartbeatRequestTopic
}

type memberID struct{ group, member string }

// maxMembersSize is the maximum size of what is stored about the members of a connection,
// which usually has one.
const maxMembersSize = 64 << 10

// get returns what a member last reported.
func (m *memberTopics) get(id memberID) []kmsg.ConsumerGroupHeartbeatRequestTopic {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.of[id]
}

// set stores what a member has reported, if there is room. Nil removes it.
func (m *memberTopics) set(id memberID, topics []kmsg.ConsumerGroupHeartbeatRequestTopic) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if old, ok := m.of[id]; ok {
		m.size -= memberSize(id, old)
		delete(m.of, id)
	}
	size := memberSize(id, topics)
	if topics == nil || m.size+size > maxMembersSize {
		return
	}
	if m.of == nil {
		m.of = map[memberID][]kmsg.ConsumerGroupHeartbeatRequestTopic{}
	}
	m.of[id] = topics
	m.size += size
}

// memberSize returns the approximate size of a member in bytes.
func memberSize(id memberID, topics []kmsg.ConsumerGroupHeartbeatRequestTopic) int64 {
	size := int64(200 + len(id.group) + len(id.member) + 64*len(topics))
	for i := range topics {
		size += 4 * int64(len(topics[i].Partitions))
	}
	return size
}

// fixConsumerGroupHeartbeat completes a heartbeat that changes a subscription.
// Java sends only the fields that have changed since its last heartbeat. The
// cluster ignores a subscription unless partitions and a timeout come with it.
func fixConsumerGroupHeartbeat(c *conn, request kmsg.Request) bool {
	r := request.(*kmsg.ConsumerGroupHeartbeatRequest)
	id := memberID{r.Group, r.MemberID}
	if leaves := r.MemberEpoch < 0; leaves {
		c.members.set(id, nil)
		return false
	}
	topics := c.members.get(id)
	if r.Topics != nil {
		topics = r.Topics
		c.current.amend = func(_ *conn, response kmsg.Response) {
			if response.(*kmsg.ConsumerGroupHeartbeatResponse).ErrorCode != 0 {
				topics = nil // no member
			}
			c.members.set(id, topics)
		}
	}
	joins := r.MemberEpoch == 0
	subscribes := r.SubscribedTopicNames != nil || r.SubscribedTopicRegex != nil
	if joins || !subscribes {
		return false
	}
	r.Topics = topics
	if r.RebalanceTimeoutMillis == timeoutUnchanged {
		r.RebalanceTimeoutMillis = timeoutIgnored
	}
	return true
}

const (
	timeoutUnchanged = -1
	timeoutIgnored   = 60_000 // the cluster keeps the one of the join
)
