// Package record reads and writes the parts of a Kafka record that are not the event's
// document: headers, the schema ID before the document, and a record as a CloudEvent.
//
// It is pure functions of records: it does no I/O and decides nothing about policies.
package record
