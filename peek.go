package events

import (
	"strings"

	"github.com/mediamesh/events/wire"
)

// peek reads the event's type and version off the document at i, without
// validating it. What it cannot find is "". Nearly all events begin as ours do.
func peek(s string, i int) (name, version string) {
	id, rest := cutValue(s[i:], `{"metadata":{"eventId":"`)
	name, rest = cutValue(rest, `,"eventType":"`)
	version, _ = cutValue(rest, `,"eventVersion":"`)
	if version != "" && !hasEscape(id) && !hasEscape(name) && !hasEscape(version) {
		return name, version
	}
	return wire.Peek(s, i)
}

// cutValue cuts off what stands between the prefix and the next quote.
func cutValue(s, prefix string) (text, rest string) {
	s, ok := strings.CutPrefix(s, prefix)
	if !ok {
		return "", ""
	}
	text, rest, _ = strings.Cut(s, `"`)
	return text, rest
}

func hasEscape(s string) bool { return strings.IndexByte(s, '\\') >= 0 }
