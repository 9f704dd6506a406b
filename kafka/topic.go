package kafka

import (
	"github.com/mediamesh/events"
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
