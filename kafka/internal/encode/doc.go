// Package encode turns an event into the Kafka record that is to be published.
//
// An [Encoder] validates the event, decides topic and key, writes document, schema ID and
// headers, has interceptors see it, and refuses a record that is too large. A [Record] is
// the result; its memory is used again for other events.
//
// The package sends nothing, and leaves it to its user to make the errors that users match.
package encode
