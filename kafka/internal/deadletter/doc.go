// Package deadletter says why a record became a dead letter, and writes that into the record's
// headers within the room that its topic has.
//
// It is pure functions: it neither reads nor writes topics, and decides no policy.
package deadletter
