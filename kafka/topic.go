package kafka

import (
	"github.com/mediamesh/events"
)

// Naming names the topic that events of a type are published to. You can provide your own
// function.
type Naming func(events.Descriptor) string

// PerDomain names one topic for each domain, "content.events". All events of one domain
// with the same key are then in one partition, in order.
func PerDomain(t events.Descriptor) string { return t.Domain() + ".events" }

// PerType names one topic for each event type: its wire name, "ingest.completed". The order
// of events of different types is then not preserved, even for one entity.
func PerType(t events.Descriptor) string { return t.Name() }

// Prefixed returns a Naming that adds a prefix to the topics of another: for example
// "staging." and [PerDomain] give "staging.content.events".
func Prefixed(prefix string, naming Naming) Naming {
	if naming == nil {
		naming = PerDomain
	}
	return func(t events.Descriptor) string { return prefix + naming(t) }
}
