package kafka

import "github.com/mediamesh/events/kafka/records"

// The headers of a published record. They repeat the event's metadata for readers that
// route without decoding. A record whose headers contradict its event is invalid: see
// [ReasonInvalid].
const (
	HeaderEventType     = "event-type"
	HeaderEventVersion  = "event-version"
	HeaderEventID       = "event-id"
	HeaderEventSource   = "event-source"
	HeaderCorrelationID = "correlation-id" // only if the event has one
	HeaderCausationID   = "causation-id"   // only on events published by a handler: the id of the event that it was handling
)

// The headers that propagate a trace, as defined by W3C Trace Context.
const (
	HeaderTraceParent = "traceparent"
	HeaderTraceState  = "tracestate"
)

// Header is a header of a record. A record may have several headers with the same key.
type Header = records.Header
