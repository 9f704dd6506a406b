// Package outgoing takes a publisher's events to the cluster, and reports what became of
// them.
//
//   - An [Event] is one event on its way: its record, and where its result goes.
//   - A [Sender] gives events to the client within the limits of a buffer. [Sender.Send]
//     waits for the results; [Sender.SendAsync] has a callback called, one after the other.
//   - [Sender.Close] settles all events, or abandons them.
//
// The package knows nothing of how events are encoded or intercepted, and makes none of the
// errors that users match.
package outgoing
