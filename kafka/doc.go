// Package kafka publishes events to Kafka, and calls typed handlers for the events that it
// consumes.
//
//	pub, err := kafka.NewPublisher(kafka.PublisherConfig{})
//	err = pub.Publish(ctx, e)
//
//	c, err := kafka.NewConsumer(kafka.ConsumerConfig{Group: "search-indexer", Registry: catalog.Registry()})
//	err = kafka.Handle(c, func(ctx context.Context, e events.Event[ingest.Completed]) error { … })
//	err = c.Run(ctx)
//
// A [Publisher] validates events and publishes them synchronously, asynchronously with a
// callback, or in a transaction. A synchronous call returns after the cluster has
// acknowledged the events. Each error says whether publishing again is safe. A [Consumer]
// reads as a member of a consumer group, decodes and validates each record, and calls the
// handler for its event type. The record's offset is committed only after the handler has
// returned nil. Delivery is at-least-once: an event may be handled again after a crash or a
// rebalance, but is not lost. Records that are not valid events of a known type are written
// unchanged to a dead-letter topic.
//
// [Middleware] wraps handlers, and an [Interceptor] sees each event before it is published.
// [WithHeaders] adds custom headers to records, and [HeaderFrom] reads them in a handler.
// Records without a value (tombstones) are passed to handlers registered with
// [HandleTombstones], or skipped.
//
// Terms used throughout: a record is what Kafka stores; a [Naming] derives a topic's name
// from an event type; a dead letter is a record that could not be handled, with the reason
// in its headers. Package dlq lists and redrives dead letters, package records reads the
// raw records of topics, and package cluster configures the connection to a cluster.
//
// Match errors with errors.As:
//
//   - connection errors: [cluster.ConfigError], [cluster.ConnectError],
//     [cluster.SecurityError], [cluster.TopicError];
//   - publishing errors: [PublishError], [PublishErrors], [HeaderError],
//     [InterceptorError], [TransactionError], [FencedError], [FlushError], [CloseError];
//   - consuming errors: [HandlerError], [PanicError], [RecordError], [DeadLetterError],
//     [CommitError], [FetchError], [AbandonedError].
//
// Programming mistakes, such as registering two handlers for one type, are plain errors.
package kafka
