// Package sendbuffer holds back what a publisher sends: how many events are in flight, and
// when the client sends them.
//
//   - A [Buffer] limits unacknowledged events by count and bytes.
//   - A [Batcher] coalesces concurrent calls into fewer produce requests.
//   - A [Flusher] has the client send without lingering.
//   - [Deadlines] says when a call need not wait any longer.
//
// The package knows nothing of events, topics and errors of publishing: these come as
// sizes and values from its user.
package sendbuffer
