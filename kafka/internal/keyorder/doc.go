// Package keyorder keeps the order of keys across dead letters: while a dead letter of a key is
// to be redriven, the later records of the key follow it into the dead-letter topic.
//
// [Keys] are the blocked keys of one partition, and say whose turn a record is. [Order] finds
// them for the partitions of a group: it reads the dead-letter topics when partitions are
// assigned, and takes off what their ledgers say was discarded or handled.
//
// It never writes: its user writes dead letters and ledgers, and tells [Keys] of them. It calls
// no handler, commits nothing, and does not know what a policy is.
package keyorder
