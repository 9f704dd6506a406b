package deadletter

import (
	"strconv"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
)

// PointersAndRules lists the first violations, as "/payload/title minLength", and the number of
// further ones.
func PointersAndRules(violations []events.Violation, omitted int) []string {
	const most = 10
	var list []string
	for _, v := range violations[:min(most, len(violations))] {
		list = append(list, wire.Printable(v.Pointer)+" "+v.Rule)
	}
	if more := len(violations) - len(list) + omitted; more > 0 {
		list = append(list, "and "+strconv.Itoa(more)+" more")
	}
	return list
}
