// Package records reads the records of topics as they are, whether or not they are events,
// without a consumer group.
//
//	offsets, err := records.ParseOffsets("-1h", time.Now())
//	for r, err := range records.Read(ctx, records.Config{Cluster: at, Topics: []string{"content.events"}, Offsets: offsets}) { … }
//
// Use it to look into a topic, to export one, or to check events that were published. A
// [Record] is what Kafka stores; [github.com/mediamesh/events/kafka.Decode] decodes the event
// in it. [Offsets] name a range of records by offset or by time, here, for a replay and for the
// beginning of a group.
//
// The package joins no group, commits no offset and writes nothing. Records of transactions
// that were aborted are left out. To handle events, with retries and dead letters, use a
// consumer of package kafka.
//
// The errors are those of package cluster: [cluster.ConfigError], [cluster.ConnectError] and
// [cluster.TopicError].
package records
