package kafka

import "github.com/mediamesh/events/kafka/internal/record"

// The headers of a published record. They repeat the event's metadata for
// readers that route without decoding; the event itself decides.
const (
	HeaderEventType     = record.EventType
	HeaderEventVersion  = record.EventVersion
	HeaderEventID       = record.EventID
	HeaderEventSource   = record.EventSource
	HeaderCorrelationID = record.CorrelationID // only if the event has one
	HeaderCausationID   = record.CausationID   // only of an event that was published by a handler: the id of the event that it handled
)
