package cloudevents

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"github.com/mediamesh/events/wire"
)

// carried is the content of the attribute unknownfields, a JSON object: the fields as they
// appeared in the event's document, and the names of attributes that are booleans or
// numbers, which headers cannot distinguish from strings. "%" and characters that
// CloudEvents forbids are escaped in it.
type carried struct {
	metadata wire.Unknown // "metadata"
	event    wire.Unknown // "event"
	typed    []string     // "typed"
}

func (c *carried) empty() bool { return c.metadata == "" && c.event == "" && len(c.typed) == 0 }

// String returns the attribute's value.
func (c *carried) String() string {
	var parts []string
	if c.metadata != "" {
		parts = append(parts, `"metadata":{`+string(c.metadata)+`}`)
	}
	if c.event != "" {
		parts = append(parts, `"event":{`+string(c.event)+`}`)
	}
	if len(c.typed) > 0 {
		parts = append(parts, `"typed":["`+strings.Join(c.typed, `","`)+`"]`)
	}
	return escape("{"+strings.Join(parts, ",")+"}", text.escaped)
}

// parseCarried parses the attribute's value.
func parseCarried(value string, set wire.Settings) (c carried, ok bool) {
	plain, err := url.PathUnescape(value)
	if err != nil {
		return c, false
	}
	members, sound := membersOf([]byte(plain), set)
	for _, m := range members {
		switch m.name {
		case "metadata":
			c.metadata, ok = inside(m.raw)
		case "event":
			c.event, ok = inside(m.raw)
		case "typed":
			ok = json.Unmarshal([]byte(m.raw), &c.typed) == nil
		default:
			ok = false
		}
		if !ok {
			return carried{}, false
		}
	}
	return c, sound == nil && len(members) > 0
}

// inside returns the fields of an object.
func inside(raw string) (wire.Unknown, bool) {
	if raw[0] != '{' {
		return "", false
	}
	return wire.Unknown(strings.Trim(raw[1:len(raw)-1], " \t\r\n")), true
}

// joined returns the unknown fields of the metadata: those that were carried, and
// metadata.cloudEvent if there are attributes for it.
func joined(carried wire.Unknown, list []attribute) wire.Unknown {
	if len(list) == 0 {
		return carried
	}
	field := wire.Unknown(`"` + fieldCloudEvent + `":` + object(list))
	if carried == "" {
		return field
	}
	return carried + "," + field
}

// parted is the inverse of joined: it separates the attributes from the unknown fields of
// the metadata. If joined would not restore the same text, everything is carried.
func parted(unknown wire.Unknown) (wire.Unknown, []attribute) {
	value, ok := unknown.Get(fieldCloudEvent)
	if !ok {
		return unknown, nil
	}
	list, ok := attributesOf(value)
	rest := wire.Unknown(strings.TrimSuffix(strings.TrimSuffix(string(unknown), `"`+fieldCloudEvent+`":`+string(value)), ","))
	if !ok || len(list) == 0 || joined(rest, list) != unknown {
		return unknown, nil
	}
	return rest, list
}

// attributesOf reads the attributes in metadata.cloudEvent.
func attributesOf(value wire.JSON) (list []attribute, ok bool) {
	members, err := membersOf([]byte(value), wire.Settings{})
	if err != nil {
		return nil, false
	}
	for _, m := range members {
		a, known := m.attribute()
		if !known || !a.foreign() {
			return nil, false
		}
		a.value = text.write(a.value)
		list = append(list, a)
	}
	return list, true
}

// foreign reports whether metadata.cloudEvent may hold the attribute.
func (a attribute) foreign() bool {
	switch {
	case !soundName(a.name) || ours(a.name):
		return false
	case a.literal != "":
		return a.name != partitionKey && a.name != contentTypeName && soundLiteral(a.literal)
	case a.name == contentTypeName:
		return a.value != "" && holdsJSON(a.value) && !IsMediaType([]byte(a.value))
	}
	return true
}

// typed returns the names of attributes that are not strings.
func typed(list []attribute) []string {
	var names []string
	for _, a := range list {
		if a.literal != "" {
			names = append(names, a.name)
		}
	}
	return slices.Clip(names)
}
