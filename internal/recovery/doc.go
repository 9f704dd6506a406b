// Package recovery completes what the embedded broker does not do itself when it opens the
// data of a process that was killed.
//
// The broker aborts open transactions but writes no markers for them. Clients that read
// committed records skip those of the producer up to its marker, so they would miss what it
// commits next. [Run] writes the markers before clients can connect.
//
// The broker also forgets its producers' sequence numbers. A batch that is sent again would
// be written twice, and one that was in flight behind a refused one would be written before
// it. [RestoreProducers] restores the numbers from the partitions, and makes the broker
// remember which producers it has fenced.
package recovery
