package journal

// Kind is what is special about an event: what its handler does with it.
type Kind string

// The kinds of events.
const (
	Normal    Kind = "n" // handled at once
	Slow      Kind = "s" // handled after a while
	Transient Kind = "t" // fails some times in each process, then is handled
	Hangs     Kind = "h" // hangs once in each process, until its context ends, then is handled
	Panics    Kind = "p" // panics once in each process, then is handled
	Permanent Kind = "d" // fails for good: is to become a dead letter
	Invalid   Kind = "i" // breaks its contract: is to become a dead letter
	Unwanted  Kind = "u" // has no handler: is passed over
)
