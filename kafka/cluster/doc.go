// Package cluster configures connections to a Kafka cluster: brokers, TLS, credentials and
// client options.
//
// A service creates one [Config], usually with [FromEnv], and passes it to its publishers,
// consumers and dead-letter tools:
//
//	at, err := cluster.FromEnv(os.Getenv)
//	pub, err := kafka.NewPublisher(kafka.PublisherConfig{Cluster: at})
//	c, err := kafka.NewConsumer(kafka.ConsumerConfig{Cluster: at, Group: "indexer", Registry: catalog.Registry()})
//
// The package contains the settings, their validation, and the errors that explain why a
// connection failed: [ConfigError], [ConnectError] and [SecurityError]. It reads the files
// named in the settings, but never opens a connection.
package cluster
