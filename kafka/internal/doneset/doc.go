// Package doneset keeps which records behind a committed offset are completed, and
// writes that into the metadata of the commit.
//
// A consumer with several workers completes records out of order. Kafka stores one
// offset per partition, so a record that waits holds the commit back, and everything
// behind it would be handled again after a restart. [Ranges] are what is completed
// behind the committed offset; [Scope.Text] writes them for the commit's metadata, and
// [Scope.Parse] reads them in the consumer that gets the partition next. [FirstRead]
// is the other thing that a commit's metadata says: since when the group reads a topic.
//
// The package holds no locks, does no I/O and knows nothing of consumers: it is pure
// functions of values.
package doneset
