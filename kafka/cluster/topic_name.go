package cluster

import (
	"fmt"
	"regexp"

	"github.com/mediamesh/events/wire"
)

var legalTopic = regexp.MustCompile(`^[a-zA-Z0-9._-]{1,249}$`)

// TopicProblem says what is wrong with a topic's name, "" if nothing.
func TopicProblem(topic string) string {
	if legalTopic.MatchString(topic) && topic != "." && topic != ".." {
		return ""
	}
	return fmt.Sprintf("%q is not a topic name: want 1 to 249 letters, digits, dots, underscores and hyphens", wire.Printable(topic))
}
