package gen

import "github.com/mediamesh/events/internal/contract"

// A recordHeader is a header of an event's record in Kafka. Package kafka writes
// them, and test/asyncapi holds this list to what it writes.
type recordHeader struct {
	name, description string
	field             string // of the metadata, which it repeats; "" if it repeats none
}

var recordHeaders = []recordHeader{
	{"event-type", "The event's type, its wire name.", "eventType"},
	{"event-version", "The version of the contract that the event was written to.", "eventVersion"},
	{"event-id", "The event's own identifier.", "eventId"},
	{"event-source", "The service that emitted the event.", "source"},
	{"correlation-id", "The identifier of the request that caused the event, if there is one.", "correlationId"},
	{"causation-id", "The identifier of the event whose handler published this one, if there is one.", ""},
	{"traceparent", "The trace that the event belongs to, as W3C Trace Context has it, if there is one.", ""},
	{"tracestate", "What tracing systems add to it, as W3C Trace Context has it, if there is anything.", ""},
	{"redriven-from", "Only of a dead letter that was sent back: where it was, as TOPIC/PARTITION/OFFSET.", ""},
	{"redriven-for", "Only of a dead letter that was sent back: the group that had put it aside. Others pass it over.", ""},
}

// asyncHeaders is the schema of the headers of any event. None is required: a
// record without headers is legal.
func asyncHeaders() (object, error) {
	envelope, err := parseTree(contract.EnvelopeJSONSchema())
	if err != nil {
		return nil, err
	}
	properties := object{}
	for _, h := range recordHeaders {
		header := object{{"description", h.description}}
		field, _ := envelope.at("properties", "metadata", "properties", h.field).(object)
		if field == nil {
			field = object{{"type", "string"}}
		}
		for _, m := range notNull(field) {
			if m.name != "description" {
				header = append(header, m)
			}
		}
		properties.set(h.name, header)
	}
	return object{
		{"type", "object"},
		{"description", "The headers of a record, as text in UTF-8. They repeat the envelope, which decides; a header that contradicts it is a violation. Others may be there."},
		{"properties", properties},
	}, nil
}

// asyncMessageHeaders narrows them to one event.
func asyncMessageHeaders(e *contract.Event, schema object) object {
	version, _ := schema.at("properties", "metadata", "properties", "eventVersion", "pattern").(string)
	return object{
		{"type", "object"},
		{"allOf", []any{reference("components", "schemas", headersID)}},
		{"properties", object{
			{"event-type", object{{"type", "string"}, {"const", e.Type}}},
			{"event-version", object{{"type", "string"}, {"pattern", version}}},
		}},
	}
}
