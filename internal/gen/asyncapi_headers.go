package gen

import (
	"github.com/mediamesh/events/internal/contract"
	"github.com/mediamesh/events/internal/jsontree"
)

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
	{"redriven-from", "Only on redriven dead letters: the position of the dead letter, as TOPIC/PARTITION/OFFSET.", ""},
	{"redriven-for", "Only on redriven dead letters: the group that dead-lettered the record. Other groups ignore it.", ""},
}

// asyncHeaders is the schema of the headers of any event. None is required: a
// record without headers is legal.
func asyncHeaders() *jsontree.Value {
	envelope := jsontree.New(string(contract.EnvelopeJSONSchema()))
	properties := object()
	for _, h := range recordHeaders {
		field := envelope.At("properties", "metadata", "properties", h.field)
		if field == nil {
			field = object().Add("type", "string")
		}
		field.Remove("description")
		properties.Add(h.name, addNotNull(object().Add("description", h.description), field))
	}
	return object().
		Add("type", "object").
		Add("description", "The headers of a record, as text in UTF-8. They repeat the envelope, which decides; a header that contradicts it is a violation. Others may be there.").
		Add("properties", properties)
}

// asyncMessageHeaders narrows them to one event.
func asyncMessageHeaders(e *contract.Event, schema *jsontree.Value) *jsontree.Value {
	version := schema.At("properties", "metadata", "properties", "eventVersion", "pattern")
	return object().
		Add("type", "object").
		Add("allOf", jsontree.Array(reference("components", "schemas", headersID))).
		Add("properties", object().
			Add("event-type", object().Add("type", "string").Add("const", e.Type)).
			Add("event-version", object().Add("type", "string").Add("pattern", version)))
}
