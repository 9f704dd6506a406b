// Package topicscan reads a bounded range of topics: each partition in its order, and among
// partitions the oldest record first, with little memory.
//
// It joins no group, commits nothing, and knows nothing of events or dead letters.
package topicscan
