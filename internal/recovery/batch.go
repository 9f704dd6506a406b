package recovery

// Where the fields of a record batch are, and how long it is without records:
// https://kafka.apache.org/documentation/#recordbatch.
const (
	batchLength     = 8
	batchPrefix     = 12 // what batchLength does not count
	batchAttributes = 21
	batchLastDelta  = 23
	batchProducer   = 43
	batchEpoch      = 51
	batchSequence   = 53
	batchRecords    = 57
	batchHeader     = 61
)

// Attributes of batches: of a transaction, and of those that hold its markers.
const (
	transactionalBatch = 0x10
	controlBatch       = 0x20
)
