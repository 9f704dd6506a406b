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

// controlBatch is the attribute of batches that hold markers of transactions.
const controlBatch = 0x20
