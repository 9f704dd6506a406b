// Package doneset represents the completed records after a committed offset, and encodes them in
// the commit's metadata.
//
// A consumer with several workers completes records out of order. Kafka stores one offset per
// partition, so one pending record holds back the commit, and all completed records after it
// would be handled again after a restart. [Ranges] are the completed offsets after the committed
// one. [Scope.Text] encodes them for the commit's metadata, and [Scope.Parse] decodes them in the
// consumer that is assigned the partition next. [FirstRead], the other part of the metadata, is
// the time at which the group first read a topic.
//
// The package holds no locks, does no I/O and knows nothing of consumers: it is pure functions of
// values.
package doneset
