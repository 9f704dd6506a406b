// Package keyorder keeps the order of keys across dead letters: while a dead letter of a key is
// to be redriven, the key's later records follow it into the dead-letter topic.
//
// [Keys] holds the blocked keys of one partition, and decides whose turn a record is. [Order]
// finds them for the partitions of a group: it reads the dead-letter topics when partitions are
// assigned, and removes dead letters that were discarded or handled according to their ledgers.
//
// It never writes: its caller writes dead letters and ledgers, and reports them to [Keys]. It
// calls no handler, commits nothing, and knows nothing of policies.
package keyorder
