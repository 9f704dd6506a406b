// Package dlq works with dead letters: it lists and finds them, sends them again, or gives
// them up.
//
// A dead letter is a record that a consumer could not handle; see package kafka for how one is
// written, and which headers it has.
//
//	for letter, err := range dlq.List(ctx, dlq.Config{Cluster: at}) { … }
//
//	r, err := dlq.NewRedriver(dlq.RedriveConfig{Cluster: at, Registry: catalog.Registry(), DeadLetterTopic: "content.events.dlq"})
//	report, err := r.Run(ctx)
//
// A [Redriver] repairs, migrates and validates dead letters, and sends each once, in the order
// of its key. [Discard] gives dead letters up. Both note in the ledger of the dead-letter topic
// what they did. The package handles no events, and changes no offsets of a group.
//
// The errors are types for errors.As: [RedriveError], [RedriveHaltedError],
// [RedriveStalledError], [RedriveFailure], [RepairError], [DiscardError], [NoRecordError], and
// those of package cluster.
package dlq
