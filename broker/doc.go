// Package broker runs a Kafka broker inside the process, for development and tests: a
// single node for any Kafka client, with topics, consumer groups, transactions and, with a
// data directory, persistence.
//
//	b, err := broker.Start(broker.Config{}) // on a free port, in memory
//	defer b.Close()
//	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: cluster.Config{Brokers: b.Addrs()}})
//
// In tests, use package eventstest, which starts a broker for each test.
//
// The broker also works with the Java clients and Kafka's shell tools: it corrects those
// responses of kfake that they cannot parse. See
// docs/decisions/0015-embedded-broker-corrections.md.
//
// It does not replace a cluster: nothing is replicated. A program that works with it also
// works with Kafka; only the broker addresses change.
package broker
