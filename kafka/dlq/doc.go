// Package dlq manages dead letters: it lists, finds, redrives and discards them.
//
// A dead letter is a record that a consumer could not handle. Package kafka documents when
// dead letters are written and which headers they have.
//
//	for letter, err := range dlq.List(ctx, dlq.Config{Cluster: at}) { … }
//
//	r, err := dlq.NewRedriver(dlq.RedriveConfig{Cluster: at, Registry: catalog.Registry(), DeadLetterTopic: "content.events.dlq"})
//	report, err := r.Run(ctx)
//
// A [Redriver] repairs, migrates and validates dead letters and sends each of them
// exactly once, in key order. [Discard] discards dead letters. Both record what they did
// in the ledger, which is the topic DeadLetterTopic + ".redriven". The package does not
// call handlers and does not change the offsets of consumer groups.
//
// Match errors with errors.As: [RedriveError], [RedriveHaltedError],
// [RedriveStalledError], [RedriveFailure], [RepairError], [DiscardError],
// [NoRecordError], and those of package cluster.
package dlq
