package telemetry

import (
	"strings"

	"github.com/mediamesh/events/wire"
)

// SourceLabels are the producers that something is counted by. The first ones get a
// label each, what comes after them shares one: an event may name any.
type SourceLabels map[string]bool

const (
	// MaxSources is how many producers get a label of their own.
	MaxSources  = 100
	maxSource   = 100 // bytes of a name
	otherSource = "other"
)

// Label returns the label of a producer.
func (l SourceLabels) Label(source string) string {
	switch {
	case source == "":
		return unknownType
	case l[source]:
		return source
	case len(l) >= MaxSources || len(source) > maxSource || source != wire.Printable(source):
		return otherSource
	}
	source = strings.Clone(source) // it may be a part of a record
	l[source] = true
	return source
}
