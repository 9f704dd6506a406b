package kafka

import (
	"slices"

	"github.com/mediamesh/events"
	"github.com/mediamesh/events/cloudevents"
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

// repeated returns the part of the metadata that a header repeats, and where it
// is; "" if it repeats none.
func repeated(m *events.Metadata, header string) (pointer, value string) {
	switch header {
	case HeaderEventType:
		return "/metadata/eventType", m.EventType
	case HeaderEventVersion:
		return "/metadata/eventVersion", m.EventVersion
	case HeaderEventID:
		return "/metadata/eventId", m.EventID
	case HeaderEventSource:
		return "/metadata/source", m.Source
	case HeaderCorrelationID:
		return "/metadata/correlationId", m.CorrelationID
	}
	return "", ""
}

// maxHeaders is how many headers a published record has at most.
const maxHeaders = 9

// stamp is a header whose value is not in its place yet.
type stamp struct{ header, value string }

// stampsOf appends the headers for an event that was caused by another, if
// cause is not nil. All headers of published records are made here, save those of
// traces and of schemas.
func stampsOf(list []stamp, m, cause *events.Metadata) []stamp {
	list = append(list,
		stamp{HeaderEventType, m.EventType}, stamp{HeaderEventVersion, m.EventVersion},
		stamp{HeaderEventID, m.EventID}, stamp{HeaderEventSource, m.Source})
	if m.CorrelationID != "" {
		list = append(list, stamp{HeaderCorrelationID, m.CorrelationID})
	}
	return causation(list, cause)
}

// causation appends the header for an event's cause, if it has one.
func causation(list []stamp, cause *events.Metadata) []stamp {
	if cause != nil {
		list = append(list, stamp{HeaderCausationID, cause.EventID})
	}
	return list
}

// hints takes from a record's headers what they say of its type, and whether it is
// a CloudEvent: see [cloudevents.ModeOf].
func hints(headers []kgo.RecordHeader) (eventType, eventVersion []byte, isCloudEvent bool) {
	for i := range headers {
		h := &headers[i]
		switch h.Key {
		case HeaderEventType:
			eventType = h.Value
		case HeaderEventVersion:
			eventVersion = h.Value
		case cloudevents.HeaderSpecVersion:
			isCloudEvent = true
		case cloudevents.HeaderContentType:
			isCloudEvent = isCloudEvent || cloudevents.IsMediaType(h.Value)
		}
	}
	return eventType, eventVersion, isCloudEvent
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
func contradictions(e *events.Any, headers []kgo.RecordHeader) []events.Violation {
	m := &e.Metadata
	var found []events.Violation
	for _, h := range headers {
		if len(h.Value) == 0 {
			continue
		}
		if h.Key == headerContentID && slices.Equal(e.Descriptor().KeyFields(), []string{fieldContentID}) {
			if key, ok := e.Key(); ok && key != string(h.Value) {
				found = append(found, contradicted("/payload/"+fieldContentID, h.Key))
			}
		}
		if pointer, value := repeated(m, h.Key); value != "" && value != string(h.Value) {
			found = append(found, contradicted(pointer, h.Key))
		}
	}
	return found
}

func contradicted(pointer, header string) events.Violation {
	return events.Violation{Pointer: pointer, Rule: wire.RuleConst, Message: "is contradicted by the record's header " + header}
}
