package kafka

import "github.com/mediamesh/events/kafka/internal/deadletter"

// The headers that a redriven record has besides the record's own. A consumer
// believes them if the ledger of the dead-letter topic says the same: every producer
// of a topic can write headers.
const (
	// HeaderRedrivenFrom names the dead letter that the record was, as
	// [cluster.Position.String] writes it. If it was redriven more than once, the last.
	HeaderRedrivenFrom = deadletter.HeaderRedrivenFrom
	// HeaderRedrivenFor names the group that had put the record aside. Others
	// have had it already: their consumers skip it.
	HeaderRedrivenFor = deadletter.HeaderRedrivenFor
)
