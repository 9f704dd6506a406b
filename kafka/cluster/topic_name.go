package cluster

import (
	"fmt"
	"regexp"

	"github.com/mediamesh/events/wire"
)

var legalTopic = regexp.MustCompile(`^[a-zA-Z0-9._-]{1,249}$`)

// TopicProblem describes why topic is not a valid topic name; it returns "" if it is valid.
func TopicProblem(topic string) string {
	if legalTopic.MatchString(topic) && topic != "." && topic != ".." {
		return ""
	}
	return fmt.Sprintf("%q is not a topic name: want 1 to 249 letters, digits, dots, underscores and hyphens", wire.Printable(topic))
}
