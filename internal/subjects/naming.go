// Package subjects reads and writes a contract in a schema registry: the JSON Schemas of
// events, each under a subject.
package subjects

import (
	"strings"

	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/registry"
)

// A Naming determines the subject of an event's schema.
type Naming = registry.Naming

// The namings, as package registry has them.
const (
	ByRecord      = registry.ByRecord
	ByTopic       = registry.ByTopic
	ByTopicRecord = registry.ByTopicRecord
)

// Namings lists all namings.
func Namings() []Naming { return registry.Namings() }

// mayHold reports whether a subject may be that of an event of the domain, which
// the contract perhaps does not have any more.
func mayHold(n Naming, subject string, d *contract.Domain, topic string) bool {
	switch n {
	case ByTopic:
		return strings.HasPrefix(subject, topic) && strings.HasSuffix(subject, "-value")
	case ByTopicRecord:
		return strings.HasPrefix(subject, topic) && strings.Contains(subject, "-"+d.Name+".")
	}
	return strings.HasPrefix(subject, d.Name+".")
}
