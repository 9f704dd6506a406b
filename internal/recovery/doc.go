// Package recovery completes what the embedded broker leaves undone when it reads
// the data of a process that was killed.
//
// It aborts transactions that were under way, but writes no marker of that. Clients
// that read committed records skip those of the producer up to its marker, so that
// they would miss what it commits next. [Run] writes the markers before clients
// can connect.
//
// It also forgets its producers' sequence numbers, so that a batch that is sent again
// is written twice, and one that was in flight behind a refused one is written before
// it. [RestoreProducers] reads them from the partitions, and has it remember which
// producers it has fenced.
package recovery
