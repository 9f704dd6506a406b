package kafka

import "github.com/mediamesh/events/kafka/internal/deadletter"

// The headers that a redriven record has in addition to those of the original record. Since
// any producer can write these headers, a consumer trusts them only if the ledger of the
// dead-letter topic confirms them.
const (
	// HeaderRedrivenFrom is the position of the dead letter that was redriven, in the form
	// of [cluster.Position.String]. If the record was redriven more than once, it is the
	// position of the most recent dead letter.
	HeaderRedrivenFrom = deadletter.HeaderRedrivenFrom
	// HeaderRedrivenFor names the consumer group that dead-lettered the record. Consumers
	// of other groups skip the record, because they have already processed the original.
	HeaderRedrivenFor = deadletter.HeaderRedrivenFor
)
