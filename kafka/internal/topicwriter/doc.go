// Package topicwriter writes records to topics in their order, and splits batches that a
// topic refuses as too large.
//
// A [Writer] gives records to the client, or holds them while it sends what was refused again
// in smaller batches. It learns each topic's limit, and reports a record as too large only
// when it was refused alone. It knows nothing of events, publishers or consumers.
package topicwriter
