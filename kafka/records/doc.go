// Package records reads raw records from topics, whether or not they are events, without a
// consumer group.
//
//	offsets, err := records.ParseOffsets("-1h", time.Now())
//	for r, err := range records.Read(ctx, records.Config{Cluster: at, Topics: []string{"content.events"}, Offsets: offsets}) { … }
//
// Use it to inspect or export a topic, or to check published events. A [Record] is what
// Kafka stores; [github.com/mediamesh/events/kafka.Decode] decodes the event in it.
// [Offsets] selects a range of records by offset or time. It is also used by kafka.Replay
// and kafka.PrepareGroup.
//
// The package does not join groups, commit offsets or write records. Records of aborted
// transactions are omitted. To handle events, with retries and dead letters, use a consumer
// of package kafka.
//
// The errors are those of package cluster: [cluster.ConfigError], [cluster.ConnectError] and
// [cluster.TopicError].
package records
