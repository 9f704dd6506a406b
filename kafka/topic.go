package kafka

import (
	"fmt"
	"regexp"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
)

// Naming names the topic that events of a type are published to. It may be a
// function of the user's own.
type Naming func(events.Descriptor) string

// PerDomain names one topic for each domain, "content.events". All that
// happens to one entity is then in one partition, in order.
func PerDomain(t events.Descriptor) string { return t.Domain() + ".events" }

// PerType names one topic for each event type: its wire name,
// "ingest.completed". Events of different types about one entity then have no
// order between them.
func PerType(t events.Descriptor) string { return t.Name() }

// Prefixed puts a prefix before another naming's topics: with "staging." and
// [PerDomain], "staging.content.events".
func Prefixed(prefix string, naming Naming) Naming {
	if naming == nil {
		naming = PerDomain
	}
	return func(t events.Descriptor) string { return prefix + naming(t) }
}

var legalTopic = regexp.MustCompile(`^[a-zA-Z0-9._-]{1,249}$`)

// topicProblem says what is wrong with a topic's name, "" if nothing.
func topicProblem(topic string) string {
	if legalTopic.MatchString(topic) && topic != "." && topic != ".." {
		return ""
	}
	return fmt.Sprintf("%q is no topic name: want 1 to 249 letters, digits, dots, underscores and hyphens", wire.Printable(topic))
}
