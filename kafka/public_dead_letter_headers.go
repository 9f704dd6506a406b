package kafka

import "github.com/mediamesh/events/kafka/internal/deadletter"

// The headers that a dead letter has in addition to those of the original record.
const (
	HeaderDeadLetterReason     = deadletter.HeaderDLReason     // a [Reason]
	HeaderDeadLetterError      = deadletter.HeaderDLError      // a sentence that describes the error
	HeaderDeadLetterViolations = deadletter.HeaderDLViolations // the violations, if any: a JSON array of {"pointer","rule","limit","message"} objects, without field values
	HeaderDeadLetterOmitted    = deadletter.HeaderDLOmitted    // number of violations that are not listed, if any
	HeaderDeadLetterTopic      = deadletter.HeaderDLTopic      // the record's original topic
	HeaderDeadLetterPartition  = deadletter.HeaderDLPartition
	HeaderDeadLetterOffset     = deadletter.HeaderDLOffset
	HeaderDeadLetterTimestamp  = deadletter.HeaderDLTimestamp // when the original record was published, such as "2026-11-24T08:00:00.000Z"
	HeaderDeadLetterGroup      = deadletter.HeaderDLGroup     // the consumer group that dead-lettered the record
	HeaderDeadLetterAttempts   = deadletter.HeaderDLAttempts  // number of handler calls, if any

	// HeaderDeadLetterSize and HeaderDeadLetterDigest are set on a dead letter whose value
	// was omitted because it exceeded the maximum event size. They hold the value's size in
	// bytes and its SHA-256 digest in hexadecimal. The value is only in the original
	// record.
	HeaderDeadLetterSize   = deadletter.HeaderDLSize
	HeaderDeadLetterDigest = deadletter.HeaderDLDigest
	// HeaderDeadLetterLastOffset is set on a dead letter that represents a whole batch of
	// records that is too large to decompress. It is the offset of the last record in the
	// batch.
	HeaderDeadLetterLastOffset = deadletter.HeaderDLLastOffset

	// HeaderDeadLetterStripped is a comma-separated list of the headers that were omitted
	// because the dead letter would have been too large for its topic, such as
	// "dlq-error,dlq-violations,__dlq.errors.*". "58 own" means that 58 of the record's own
	// headers were omitted: a dead letter keeps at most 4,032 of them and, as a last
	// resort, only those that identify the event. Absent if no headers were omitted.
	HeaderDeadLetterStripped = deadletter.HeaderDLStripped
)
