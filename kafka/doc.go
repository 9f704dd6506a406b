// Package kafka sends events to Kafka and receives them.
//
// A [Publisher] validates events, and returns when the cluster has
// acknowledged them, or calls back then; several events can become visible
// together. Each error says whether publishing again is safe. A [Consumer] reads as a member of a group, decodes and
// validates each record, and calls the handler of its event type; the record's
// offset is committed only after the handler returned nil. Delivery is
// at-least-once: an event may be handled again after a crash or a rebalance,
// but is not lost. Records that are no valid events of a known type go to a
// dead-letter topic, as they were.
//
//	pub, err := kafka.NewPublisher(kafka.PublisherConfig{})
//	err = pub.Publish(ctx, e)
//
//	c, err := kafka.NewConsumer(kafka.ConsumerConfig{Group: "search-indexer", Registry: catalog.Registry()})
//	err = kafka.Handle(c, func(ctx context.Context, e events.Event[ingest.Completed]) error { … })
//	err = c.Run(ctx)
//
// Around handlers there can be [Middleware], and each [Interceptor] sees what is published.
// [WithHeaders] adds headers of a service's own to records, and [HeaderFrom] reads them in a
// handler. Records without a value are for [HandleTombstones], or skipped.
//
// Words used throughout: a record is what Kafka stores; a topic's name follows
// from an event's type by a [Naming]; a dead letter is a record that could not be handled,
// with the reason in its headers. Package dlq lists dead letters and sends them again;
// package records reads topics as they are; package cluster says which cluster is connected
// to, and how.
//
// Errors are types for errors.As: of connecting [cluster.ConfigError], [cluster.ConnectError],
// [cluster.SecurityError], [cluster.TopicError]; of publishing [PublishError], [PublishErrors],
// [HeaderError], [InterceptorError], [TransactionError], [FencedError], [FlushError],
// [CloseError]; of consuming [HandlerError], [PanicError], [RecordError], [DeadLetterError],
// [CommitError], [FetchError], [AbandonedError].
// Mistakes in a program, such as two handlers for one type, are plain errors.
package kafka
