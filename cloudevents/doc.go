// Package cloudevents turns events into CloudEvents 1.0 and back, in both
// content modes of CloudEvents' Kafka protocol binding. It works on a record's
// key, value and headers as plain data: package kafka calls it, and so may a
// service with another client.
//
// Nothing is lost on the way. [Encode] and then [Decode] give an event whose
// document has the same bytes; [Decode] and then [Encode] give a CloudEvent with
// the same attributes and data, in which only the forms of its time and of its
// JSON are ours.
//
//	id, type, source, time                  eventId, eventType, source, timestamp
//	eventversion, correlationid, userid     eventVersion, correlationId, userId
//	partitionkey                            the field that becomes the record's key
//	any other attribute                     a field of metadata.cloudEvent
//	unknownfields                           fields of metadata, and beside it, that no attribute can hold
//	data                                    payload
//
// What CloudEvents forbids in an attribute, and events may have, is
// percent-encoded: control characters in an id, a space in a source, which must be a
// URI-reference. A text that is sound as it is stays as it is.
package cloudevents
