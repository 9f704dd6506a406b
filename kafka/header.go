package kafka

import (
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/wire"
	"github.com/twmb/franz-go/pkg/kgo"
)

// The headers of a published record. They repeat the event's metadata for
// readers that route without decoding; the event itself decides.
const (
	HeaderEventType     = "event-type"
	HeaderEventVersion  = "event-version"
	HeaderEventID       = "event-id"
	HeaderEventSource   = "event-source"
	HeaderCorrelationID = "correlation-id" // only if the event has one
	HeaderCausationID   = "causation-id"   // only of an event that was published by a handler: the id of the event that it handled
)

// identity is the part of the metadata that headers repeat.
var identity = []struct {
	header  string
	pointer string
	of      func(*events.Metadata) string
}{
	{HeaderEventType, "/metadata/eventType", func(m *events.Metadata) string { return m.EventType }},
	{HeaderEventVersion, "/metadata/eventVersion", func(m *events.Metadata) string { return m.EventVersion }},
	{HeaderEventID, "/metadata/eventId", func(m *events.Metadata) string { return m.EventID }},
	{HeaderEventSource, "/metadata/source", func(m *events.Metadata) string { return m.Source }},
	{HeaderCorrelationID, "/metadata/correlationId", func(m *events.Metadata) string { return m.CorrelationID }},
}

// maxHeaders is how many headers a published record has at most.
const maxHeaders = 6

// stamp is a header whose value is not in its place yet.
type stamp struct{ header, value string }

// stampsOf appends the headers for an event that was caused by another, if
// cause is not nil. All headers of published records are made here.
func stampsOf(list []stamp, m, cause *events.Metadata) []stamp {
	for i := range identity {
		if value := identity[i].of(m); value != "" {
			list = append(list, stamp{identity[i].header, value})
		}
	}
	if cause != nil {
		list = append(list, stamp{HeaderCausationID, cause.EventID})
	}
	return list
}

// hints takes from a record's headers what they say of its type.
func hints(headers []kgo.RecordHeader) (eventType, eventVersion []byte) {
	for _, h := range headers {
		switch h.Key {
		case HeaderEventType:
			eventType = h.Value
		case HeaderEventVersion:
			eventVersion = h.Value
		}
	}
	return eventType, eventVersion
}

// headerContentID is written by content services, not by us. Of their events
// contentId is the key.
const (
	headerContentID = "content-id"
	fieldContentID  = "contentId"
)

// contradictions returns a violation for each header that says something else
// than the event. A header that is missing or empty says nothing, nor does
// the event of a field that it lacks.
func contradictions(e events.Any, headers []kgo.RecordHeader) []events.Violation {
	m := &e.Metadata
	var found []events.Violation
	for _, h := range headers {
		if h.Key == headerContentID && len(h.Value) > 0 && slices.Equal(e.Descriptor().KeyFields(), []string{fieldContentID}) {
			if key, ok := e.Key(); ok && key != string(h.Value) {
				found = append(found, contradicted("/payload/"+fieldContentID, h.Key))
			}
		}
		if len(h.Value) == 0 {
			continue
		}
		for _, field := range identity {
			if h.Key != field.header {
				continue
			}
			if value := field.of(m); value != "" && value != string(h.Value) {
				found = append(found, contradicted(field.pointer, field.header))
			}
		}
	}
	return found
}

func contradicted(pointer, header string) events.Violation {
	return events.Violation{Pointer: pointer, Rule: wire.RuleConst, Message: "is contradicted by the record's header " + header}
}
