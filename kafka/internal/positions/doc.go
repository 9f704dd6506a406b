// Package positions decides where a consumer group begins to read partitions and where a run
// to the end stops, and commits how far the group has come.
//
// [Latest] is where a group begins that reads only what is published from now on. [Ends] are
// the offsets at which a run to the end is done. [Committer] commits the positions of
// partitions, with what is completed ahead of them in the commit's metadata, and [Fetched]
// reads both when a partition is assigned. Package doneset has the format of the metadata.
//
// The package keeps no records and calls no handlers. When a commit is due, and what of a
// partition is completed, its user says.
package positions
