// Package broker runs a Kafka broker inside the process, for development and tests: a
// single node for any Kafka client, with topics, consumer groups, transactions and, with a
// data directory, persistence.
//
// It also works with Java's clients and Kafka's shell tools; it corrects the responses of
// kfake that they cannot read, see docs/decisions/0015-embedded-broker-corrections.md.
//
// It does not replace a cluster: nothing is replicated. A program that works with it works
// with Kafka if you change the broker addresses.
package broker
