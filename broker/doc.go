// Package broker runs a Kafka broker inside the process, for development and
// tests: one node, spoken to by any Kafka client, with topics, consumer groups,
// transactions and, if it is given a directory, data that outlives it.
//
// Java's clients and Kafka's shell tools work with it, too; what they could not
// read of kfake's responses is corrected, see
// docs/decisions/0015-embedded-broker-corrections.md.
//
// It is no replacement for a cluster: nothing is replicated. A program that
// works with it works with Kafka by another list of addresses.
package broker
