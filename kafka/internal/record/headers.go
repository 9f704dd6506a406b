package record

import (
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kgo"
)

// The headers of a published record, which package kafka documents.
const (
	EventType     = "event-type"
	EventVersion  = "event-version"
	EventID       = "event-id"
	EventSource   = "event-source"
	CorrelationID = "correlation-id"
	CausationID   = "causation-id"
	SchemaID      = "__value_schema_id"
	TraceParent   = "traceparent"
	TraceState    = "tracestate"
)

// Repeated returns the part of the metadata that a header repeats, and where it
// is; "" if it repeats none.
func Repeated(m *events.Metadata, header string) (pointer, value string) {
	switch header {
	case EventType:
		return "/metadata/eventType", m.EventType
	case EventVersion:
		return "/metadata/eventVersion", m.EventVersion
	case EventID:
		return "/metadata/eventId", m.EventID
	case EventSource:
		return "/metadata/source", m.Source
	case CorrelationID:
		return "/metadata/correlationId", m.CorrelationID
	}
	return "", ""
}

// MaxHeaders is how many headers a published record has at most.
const MaxHeaders = 9

// A HeaderValue is a header that is still to be written.
type HeaderValue struct{ Key, Value string }

// AppendHeaders appends the headers of an event. cause is the event that it was caused by,
// nil if there is none. The headers of traces and schemas are not among them.
func AppendHeaders(list []HeaderValue, m, cause *events.Metadata) []HeaderValue {
	list = append(list,
		HeaderValue{EventType, m.EventType}, HeaderValue{EventVersion, m.EventVersion},
		HeaderValue{EventID, m.EventID}, HeaderValue{EventSource, m.Source})
	if m.CorrelationID != "" {
		list = append(list, HeaderValue{CorrelationID, m.CorrelationID})
	}
	return AppendCause(list, cause)
}

// AppendCause appends the header for an event's cause, if that is not nil.
func AppendCause(list []HeaderValue, cause *events.Metadata) []HeaderValue {
	if cause != nil {
		list = append(list, HeaderValue{CausationID, cause.EventID})
	}
	return list
}

// Hints takes from a record's headers what they say of its type, and whether it is
// a CloudEvent: see [cloudevents.ModeOf].
func Hints(headers []kgo.RecordHeader) (eventType, eventVersion []byte, isCloudEvent bool) {
	for i := range headers {
		h := &headers[i]
		switch h.Key {
		case EventType:
			eventType = h.Value
		case EventVersion:
			eventVersion = h.Value
		case cloudevents.HeaderSpecVersion:
			isCloudEvent = true
		case cloudevents.HeaderContentType:
			isCloudEvent = isCloudEvent || cloudevents.IsMediaType(h.Value)
		}
	}
	return eventType, eventVersion, isCloudEvent
}

// ContentID is written by content services, not by publishers of this module. The key of
// their events is contentId.
const (
	ContentID      = "content-id"
	fieldContentID = "contentId"
)

// Contradictions returns a violation for each header that contradicts the event. A header
// that is missing or empty contradicts nothing, nor does one of a field that the event
// lacks.
func Contradictions(e *events.Any, headers []kgo.RecordHeader) []events.Violation {
	m := &e.Metadata
	var found []events.Violation
	for _, h := range headers {
		if len(h.Value) == 0 {
			continue
		}
		if h.Key == ContentID && slices.Equal(e.Descriptor().KeyFields(), []string{fieldContentID}) {
			if key, ok := e.Key(); ok && key != string(h.Value) {
				found = append(found, contradicted("/payload/"+fieldContentID, h.Key))
			}
		}
		if pointer, value := Repeated(m, h.Key); value != "" && value != string(h.Value) {
			found = append(found, contradicted(pointer, h.Key))
		}
	}
	return found
}

func contradicted(pointer, header string) events.Violation {
	return events.Violation{Pointer: pointer, Rule: wire.RuleConst, Message: "is contradicted by the record's header " + header}
}

// Header returns the value of a record's last header of a key, "" if it has none.
func Header(r *kgo.Record, key string) (value string) {
	for _, h := range r.Headers {
		if h.Key == key {
			value = string(h.Value)
		}
	}
	return value
}
