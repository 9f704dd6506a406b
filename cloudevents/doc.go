// Package cloudevents converts events to CloudEvents 1.0 and back, in both content modes of
// CloudEvents' Kafka protocol binding. It works on a record's key, value and headers as
// plain data: package kafka calls it, and a service with another Kafka client can too.
//
//	rec, err := cloudevents.Encode(e, cloudevents.Binary) // or cloudevents.Structured
//	e, err := cloudevents.Decode(catalog.Registry(), rec, events.DecodeOptions{})
//
// The conversion is lossless. [Encode] followed by [Decode] gives an event whose document
// has the same bytes. [Decode] followed by [Encode] gives a CloudEvent with the same
// attributes and data; only the formatting of its time and JSON can change.
//
//	id, type, source, time                  eventId, eventType, source, timestamp
//	eventversion, correlationid, userid     eventVersion, correlationId, userId
//	partitionkey                            the field that becomes the record's key
//	any other attribute                     a field of metadata.cloudEvent
//	unknownfields                           fields of metadata and of the envelope that cannot be attributes
//	data                                    payload
//
// Text that is valid in an event but not in a CloudEvents attribute is percent-encoded:
// control characters in an ID, or a space in a source, which must be a URI-reference. All
// other text stays unchanged.
package cloudevents
