// Package flags owns the flags that several groups of commands share, and what they select:
// --contract and its event types, the connection to a cluster and the names of its topics,
// the schema registry, points in time, and the next step when one of them fails.
//
// It never publishes, reads records or prints results, and never imports a Kafka client.
package flags
