package kafka

import "github.com/mediamesh/events/kafka/internal/deadletter"

// The headers that a dead letter has besides the record's own.
const (
	HeaderDeadLetterReason     = deadletter.HeaderDLReason     // a [Reason]
	HeaderDeadLetterError      = deadletter.HeaderDLError      // the reason in a sentence
	HeaderDeadLetterViolations = deadletter.HeaderDLViolations // if there are any: a JSON array of {"pointer","rule","limit","message"}, never a value
	HeaderDeadLetterOmitted    = deadletter.HeaderDLOmitted    // how many more violations there are, if any
	HeaderDeadLetterTopic      = deadletter.HeaderDLTopic      // where the record was
	HeaderDeadLetterPartition  = deadletter.HeaderDLPartition
	HeaderDeadLetterOffset     = deadletter.HeaderDLOffset
	HeaderDeadLetterTimestamp  = deadletter.HeaderDLTimestamp // when it was published, "2026-11-24T08:00:00.000Z"
	HeaderDeadLetterGroup      = deadletter.HeaderDLGroup     // the group that put it aside
	HeaderDeadLetterAttempts   = deadletter.HeaderDLAttempts  // how often its handler was called, if it was

	// HeaderDeadLetterSize and HeaderDeadLetterDigest are of a dead letter whose value
	// was left out, since it was larger than an event may be: how many bytes it had,
	// and its SHA-256, in hexadecimal digits. The value is where the record was.
	HeaderDeadLetterSize   = deadletter.HeaderDLSize
	HeaderDeadLetterDigest = deadletter.HeaderDLDigest
	// HeaderDeadLetterLastOffset is of a dead letter that stands for a batch of
	// records, which is too large to be decompressed: where the last of them is.
	HeaderDeadLetterLastOffset = deadletter.HeaderDLLastOffset

	// HeaderDeadLetterStripped names the headers that were left out because the
	// dead letter was too large for its topic with them, separated by commas:
	// "dlq-error,dlq-violations,__dlq.errors.*". "58 own" stands for so many of the
	// record's own, of which a dead letter keeps 4,032, or, as a last resort, those that
	// say what event it is. Absent if there are none.
	HeaderDeadLetterStripped = deadletter.HeaderDLStripped
)
