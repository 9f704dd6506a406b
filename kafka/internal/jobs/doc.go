// Package jobs is the work of a consumer or a replay: what a scheduler holds besides each record,
// and the workers that process it.
//
// A [Crew] starts workers, cancels the contexts of handlers that take too long, and ends within
// the drain timeout. The package does not decide what happens to a record, reads nothing and
// writes nothing.
package jobs
