// Package ledger reads and writes the ledger of a dead-letter topic: which dead letters were
// redriven or discarded, and where they were sent.
//
// A ledger is a compacted topic of its own, written in one transaction with what is sent
// again. The package owns its name, keys, values and reading; redrives, discards and consumers
// decide what it means.
package ledger
