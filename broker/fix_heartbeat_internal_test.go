package broker

import (
	"strconv"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// heartbeat has a connection read a heartbeat and answer it.
func heartbeat(c *conn, member string, topics int, code int16) {
	r := kmsg.NewPtrConsumerGroupHeartbeatRequest()
	r.Group, r.MemberID, r.MemberEpoch = "g", member, 1
	r.Topics = make([]kmsg.ConsumerGroupHeartbeatRequestTopic, topics)
	c.current = &exchange{}
	fixConsumerGroupHeartbeat(c, r)
	response := kmsg.NewPtrConsumerGroupHeartbeatResponse()
	response.ErrorCode = code
	c.current.amend(c, response)
}

// A connection may claim to be any number of members.
func TestMemberTopics_AreBounded(t *testing.T) {
	c := newConn(nil, &topicNames{}, newLimits())
	heartbeat(c, "unknown", 1, 25)
	if len(c.members.of) > 0 {
		t.Error("a member that is unknown to the broker is remembered")
	}
	heartbeat(c, "much", 50_000, 0)
	if len(c.members.of) > 0 {
		t.Error("a member with 50,000 topics is remembered")
	}
	heartbeat(c, "m0", 1, 0)
	heartbeat(c, "m0", 3, 0)
	if n := len(c.members.get(memberID{"g", "m0"})); n != 3 {
		t.Errorf("a member's topics are %d, want the 3 that it reported last", n)
	}
	for i := range 10_000 {
		heartbeat(c, "m"+strconv.Itoa(i), 1, 0)
	}
	if n := len(c.members.of); n == 0 || n > 300 || c.members.size > maxMembersSize {
		t.Errorf("%d members are remembered, in %d bytes", n, c.members.size)
	}
	for id := range c.members.of {
		r := kmsg.NewPtrConsumerGroupHeartbeatRequest()
		r.Group, r.MemberID, r.MemberEpoch = id.group, id.member, -1
		fixConsumerGroupHeartbeat(c, r)
	}
	if len(c.members.of) > 0 || c.members.size != 0 {
		t.Errorf("%d members are remembered once all have left, in %d bytes", len(c.members.of), c.members.size)
	}
}
