// Package cluster describes a Kafka cluster and how to connect to it: brokers, TLS,
// credentials and client options.
//
// A [Config] is one value that a service makes once, usually by [FromEnv], and gives to its
// publishers, consumers and dead-letter tools:
//
//	at, err := cluster.FromEnv(os.Getenv)
//	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: at})
//	c, err := kafka.NewConsumer(kafka.ConsumerConfig{Cluster: at, Group: "indexer", Registry: catalog.Registry()})
//
// The package owns the settings, their validation, and the errors that say why there is no
// connection: [ConfigError], [ConnectError] and [SecurityError]. It reads files that the
// settings name, and never connects.
package cluster
