package broker_test

import (
	"testing"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/mediamesh/events/broker"
)

func joinGroup(group string, protocols ...string) *kmsg.JoinGroupRequest {
	r := kmsg.NewPtrJoinGroupRequest()
	r.Group, r.ProtocolType = group, "consumer"
	r.SessionTimeoutMillis, r.RebalanceTimeoutMillis = 10_000, 10_000
	for _, name := range protocols {
		p := kmsg.NewJoinGroupRequestProtocol()
		p.Name = name
		r.Protocols = append(r.Protocols, p)
	}
	return r
}

// A protocol listed twice, or none in a group without members, would end the process.
func TestBroker_RefusesInconsistentProtocols(t *testing.T) {
	b := start(t, broker.Config{})
	w := dial(t, b)
	join := func(protocols ...string) *kmsg.JoinGroupResponse {
		return w.call(joinGroup("g", protocols...), 3).(*kmsg.JoinGroupResponse)
	}
	joined := join("range")
	if joined.ErrorCode != 0 {
		t.Fatalf("joining with one protocol: code %d", joined.ErrorCode)
	}
	leave := kmsg.NewPtrLeaveGroupRequest()
	leave.Group, leave.MemberID = "g", joined.MemberID
	if code := w.call(leave, 1).(*kmsg.LeaveGroupResponse).ErrorCode; code != 0 {
		t.Fatalf("leaving: code %d", code)
	}
	for _, protocols := range [][]string{{"range", "range"}, {"range", "sticky", "range"}, {""}, {}} {
		if code := join(protocols...).ErrorCode; code != kerr.InconsistentGroupProtocol.Code {
			t.Errorf("joining with protocols %q: code %d, want %d", protocols, code, kerr.InconsistentGroupProtocol.Code)
		}
	}
	if joined := join("range", "sticky"); joined.ErrorCode != 0 {
		t.Errorf("joining with two protocols: code %d", joined.ErrorCode)
	}
}
