package encode

import (
	"cmp"

	"github.com/mediamesh/events"
)

// inherit gives an event that is published by a handler the correlation id of
// the event that the handler is called for, unless it has one of its own. It
// returns what to publish, the caller's value being left as it is, and what
// caused it, nil if nothing is known.
//
// An event without a correlation id began something by itself: then its own id
// is what all that follows has in common, and readers find the beginning by it.
func (c *Call) inherit(m events.Message, meta *events.Metadata) (events.Message, *events.Metadata) {
	if c.Cause == nil || c.Cause.EventID == "" || c.Cause.EventID == meta.EventID {
		return m, nil // an event that is passed on as it is was not caused by itself
	}
	if meta.CorrelationID != "" {
		return m, c.Cause
	}
	id := correlationOf(c.Cause)
	var e events.Any
	switch m := m.(type) {
	case events.Any:
		e = m
	case *events.Any:
		e = *m
	case interface{ Any() events.Any }: // events.Event of any payload
		e = m.Any()
	default:
		return m, c.Cause
	}
	e.Metadata.CorrelationID = id
	meta.CorrelationID = id
	return e, c.Cause
}

// correlationOf returns the correlation id of what an event causes.
func correlationOf(cause *events.Metadata) string { return cmp.Or(cause.CorrelationID, cause.EventID) }
