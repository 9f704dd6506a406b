// Package deadletter describes why a record is a dead letter, and writes the description into the
// record's headers within the topic's size limit.
//
// It is pure functions: it neither reads nor writes topics, and decides no policy.
package deadletter
