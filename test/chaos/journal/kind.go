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
	Tombstone Kind = "z" // has a null value: is skipped, and never becomes a dead letter
	Giant     Kind = "g" // breaks its contract, and has some MB, which compress well
	Oversize  Kind = "o" // is larger than its topic takes: its publisher is to hear that, and the others of its call are to go on
)

// Skipped reports whether consumers have nothing to do with an event of the kind.
func (k Kind) Skipped() bool { return k == Unwanted || k == Tombstone }

// Breaks reports whether an event of the kind breaks its contract.
func (k Kind) Breaks() bool { return k == Invalid || k == Giant }

// ForgedGroup is the group that producers name who write headers of a redrive into
// their records. Redrives name others.
const ForgedGroup = "forged"
