package broker

import (
	"maps"
	"slices"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// FixResponse applies the fix that a response has, if any.
func FixResponse(response kmsg.Response) {
	if fix := fixes[response.Key()].response; fix != nil {
		fix(newConn(nil, &topicNames{}, newLimits()), response)
	}
}

// Handled returns the keys of the requests that are checked and passed on, in order.
func Handled() []int16 { return slices.Sorted(maps.Keys(claims)) }
