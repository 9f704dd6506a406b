// Package encode turns an event into the Kafka record to publish.
//
// An [Encoder] validates the event, decides topic and key, writes document, schema ID and
// headers, calls interceptors, and rejects a record that is too large. A [Record] is the result;
// its memory is reused for other events.
//
// The package sends nothing. Its caller supplies the errors that users match.
package encode
