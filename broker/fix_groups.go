package broker

import (
	"strings"
	"unicode/utf8"

	"github.com/twmb/franz-go/pkg/kmsg"
)

const consumer = "consumer" // the group type, and the protocol type

// fixListGroupsRequest lower-cases the group types. The cluster compares them exactly;
// Kafka ignores case, and Java sends "Classic".
func fixListGroupsRequest(_ *conn, request kmsg.Request) bool {
	types := request.(*kmsg.ListGroupsRequest).TypesFilter
	for i := range types {
		types[i] = strings.ToLower(types[i])
	}
	return len(types) > 0
}

// fixListGroups sets the protocol type of groups that use the consumer protocol, which
// `kafka-groups.sh --protocol` filters by.
func fixListGroups(_ *conn, response kmsg.Response) {
	groups := response.(*kmsg.ListGroupsResponse).Groups
	for i := range groups {
		if g := &groups[i]; g.GroupType == consumer && g.ProtocolType == "" {
			g.ProtocolType = consumer
		}
	}
}

// checkJoinGroup removes the protocols from a request that lists none, lists one twice, or
// lists one without a name. The cluster refuses the rest with INCONSISTENT_GROUP_PROTOCOL,
// as Kafka does; with them it would panic, since it counts protocols by name. A group whose
// name is not UTF-8 is refused with INVALID_GROUP_ID.
func checkJoinGroup(_ *conn, request kmsg.Request) bool {
	r := request.(*kmsg.JoinGroupRequest)
	if !utf8.ValidString(r.Group) {
		r.Group = ""
		return true
	}
	names := map[string]bool{"": true}
	for _, p := range r.Protocols {
		if names[p.Name] {
			r.Protocols = nil
			break
		}
		names[p.Name] = true
	}
	if len(r.Protocols) > 0 {
		return false
	}
	r.ProtocolType, r.Protocols = "", nil // a group without members accepts no protocols of its own type
	return true
}
