package encode

import (
	"cmp"

	"github.com/mediamesh/events"
)

// inherit gives an event that a handler publishes the correlation ID of the event being handled,
// unless it has its own. It returns the event to publish, without changing the caller's value,
// and its cause, nil if unknown.
//
// An event without a correlation ID starts a chain: its own ID becomes the correlation ID of all
// events that follow from it.
func (c *Call) inherit(m events.Message, meta *events.Metadata) (events.Message, *events.Metadata) {
	if c.Cause == nil || c.Cause.EventID == "" || c.Cause.EventID == meta.EventID {
		return m, nil // a forwarded event is not its own cause
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

// correlationOf returns the correlation ID of the events that cause leads to.
func correlationOf(cause *events.Metadata) string { return cmp.Or(cause.CorrelationID, cause.EventID) }
