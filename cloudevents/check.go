package cloudevents

import (
	"strings"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/internal/jsonpointer"
	"github.com/mediamesh/events/wire"
)

// place returns the JSON Pointer of an attribute in its event.
func place(name string) string {
	for i := range equivalents {
		if equivalents[i].attribute == name {
			return "/metadata/" + equivalents[i].field.Name()
		}
	}
	const most = 128 // maximum bytes of a name chosen by the sender
	if len(name) > most {
		name = strings.ToValidUTF8(name[:most], "")
	}
	return jsonpointer.Join("/metadata", fieldCloudEvent, name)
}

func (m *message) violate(name, rule, limit, message string) {
	if len(m.found) == wire.MaxViolations {
		m.omitted++
		return
	}
	m.found = append(m.found, events.Violation{Pointer: place(name), Rule: rule, Limit: limit, Message: message})
}

// check finds attributes that break the rules of CloudEvents. Attributes that correspond to
// metadata fields are also checked against the contract.
func (m *message) check() {
	all := m.list
	m.list, m.at = all[:0], nil
	for _, a := range all {
		if m.sound(a) {
			m.list = append(m.list, a)
			m.index()
		}
	}
}

// sound reports whether an attribute may be part of an event.
func (m *message) sound(a attribute) bool {
	switch known := ours(a.name) && a.name != "data"; {
	case !soundName(a.name) || a.name == "data":
		m.violate(a.name, wire.RulePattern, "a-z, 0-9", "must have a name of lower-case letters and digits, as attributes of CloudEvents have")
		return false
	case a.literal != "" && known:
		return true // the contract determines its type
	case a.literal != "" && !soundLiteral(a.literal):
		m.violate(a.name, wire.RuleType, "string, boolean, integer", "must be a string, a boolean or an integer of 32 bits")
		return false
	case a.literal != "" && (a.name == partitionKey || a.name == contentTypeName):
		m.violate(a.name, wire.RuleType, "string", "must be a string")
		return false
	case !soundText(a.value):
		m.violate(a.name, wire.RulePattern, "String", "must have no control characters and no code points that are not characters, which CloudEvents forbids")
		return !known
	case a.name == "source" && a.value != "" && !soundReference(a.value):
		m.odd = append(m.odd, events.Violation{
			Pointer: place(a.name), Rule: wire.RulePattern, Limit: "URI-reference",
			Message: "must be a URI-reference, with all other characters percent-encoded (attribute source of the CloudEvent)",
		})
	}
	return true
}

// named adds to violations by the contract which attribute they are about.
func named(list []events.Violation) {
	for i := range list {
		v := &list[i]
		for j := range equivalents {
			if q := &equivalents[j]; v.Pointer == "/metadata/"+q.field.Name() {
				v.Message += " (attribute " + q.attribute + " of the CloudEvent)"
			}
		}
		if v.Pointer == "/payload" {
			v.Message += " (data of the CloudEvent)"
		}
	}
}
