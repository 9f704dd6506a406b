package broker

import "github.com/twmb/franz-go/pkg/kmsg"

// FixResponse applies the fix that a response has, if any.
func FixResponse(response kmsg.Response) {
	if fix := fixes[response.Key()].response; fix != nil {
		fix(newConn(nil, &topicNames{}, newLimits()), response)
	}
}
