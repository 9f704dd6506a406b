// Package recovery completes what the embedded broker leaves undone when it reads
// the data of a process that was killed.
//
// It aborts transactions that were under way, but writes no marker of that. Clients
// that read committed records skip those of the producer up to its marker, so that
// they would miss what it commits next. [Run] writes the markers before clients
// can connect.
package recovery
